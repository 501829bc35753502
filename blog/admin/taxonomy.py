from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext

from blog.admin.visibility import VisibilityAdmin
from blog.models import Article, Category, Series, Tag, Term
from blog.taxonomy.forms import TermForm
from blog.taxonomy.services import save_term

# A series is shown above its articles if it has at least this many.
_PARTS_OF_SERIES = 2


class TermAdmin[T: Term](VisibilityAdmin):
    """Admin for categories, tags, and series."""

    form = TermForm
    list_display = ("name", "slug")
    search_fields = ("name",)
    fields = ("name", "slug")
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: T, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        save_term(term=obj)

    def describe_visibility(self, obj: T) -> str:
        count = type(obj).objects.filter(pk=obj.pk, articles__in=Article.objects.listed()).count()
        if not isinstance(obj, Series):
            return "" if count else gettext("Its page has no published articles yet.")
        if count < _PARTS_OF_SERIES:
            return gettext("Readers see a series once two of its articles are published.")
        return ""


admin.site.register([Category, Tag, Series], TermAdmin)
