"""Categories and tags."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from blog import services
from blog.forms import LabelForm
from blog.models import Category, Label, Series, Tag
from core.admin import SafeFilterAdmin


class LabelAdmin[L: Label](SafeFilterAdmin):
    """Categories or tags."""

    form = LabelForm
    list_display = ("name", "slug")
    search_fields = ("name",)
    fields = ("name", "slug")
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: L, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Name the label through the service."""
        services.name_label(label=obj)


admin.site.register([Category, Tag, Series], LabelAdmin)
