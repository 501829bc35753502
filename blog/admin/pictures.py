from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from blog.models import Picture
from blog.pictures.services import delete_picture, regenerate_renditions
from core.admin import SafeFilterAdmin

_THUMBNAIL_WIDTH = 120


@admin.register(Picture)
class PictureAdmin(SafeFilterAdmin):
    """Admin for pictures. After the upload, only the alt text can be changed."""

    list_display = ("preview", "file", "alt", "size", "state", "added_at")
    list_display_links = ("file",)
    list_filter = ("state",)
    list_per_page = 50
    search_fields = ("file", "alt")
    actions = ("regenerate_renditions",)
    show_full_result_count = False
    fields = ("preview", "path", "width", "height", "state", "alt")
    readonly_fields = ("preview", "path", "width", "height", "state")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Redirect to the upload page, which accepts several files."""
        return redirect("upload_picture")

    @admin.display(description=_("preview"))
    def preview(self, picture: Picture) -> SafeString:
        smallest = next(iter(picture.renditions.all()), picture)
        return format_html(
            '<img src="{}" alt="{}" width="{}" loading="lazy">',
            smallest.file.url,
            picture.alt,
            _THUMBNAIL_WIDTH,
        )

    @admin.display(description=_("dimensions"), ordering="width")
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"

    @admin.display(description=_("URL"))
    def path(self, picture: Picture) -> str:
        return picture.file.url

    @admin.action(description=_("Regenerate sizes"), permissions=["change"])
    def regenerate_renditions(self, request: HttpRequest, queryset: QuerySet[Picture]) -> None:
        regenerate_renditions(pictures=queryset)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Picture]:
        return super().get_queryset(request).prefetch_related("renditions")

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        obj.save(update_fields=["alt"])

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        delete_picture(picture=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Picture]) -> None:
        for picture in queryset:
            delete_picture(picture=picture)
