from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from blog.models import Category, Series, Tag, Term
from blog.taxonomy.forms import TermForm
from blog.taxonomy.services import save_term
from core.admin import SafeFilterAdmin


class TermAdmin[T: Term](SafeFilterAdmin):
    """Admin for categories, tags, and series."""

    form = TermForm
    list_display = ("name", "slug")
    search_fields = ("name",)
    fields = ("name", "slug")
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: T, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        save_term(term=obj)


admin.site.register([Category, Tag, Series], TermAdmin)
