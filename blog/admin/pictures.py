"""Pictures."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from blog import services
from blog.models import Picture
from core.admin import SafeFilterAdmin

_NARROW = 120


@admin.register(Picture)
class PictureAdmin(SafeFilterAdmin):
    """Pictures: looked at when they come in; afterwards only their description changes."""

    list_display = ("preview", "file", "alt", "size", "state", "added_at")
    list_display_links = ("file",)
    list_filter = ("state",)
    list_per_page = 50
    search_fields = ("file", "alt")
    actions = ("draw_again",)
    show_full_result_count = False
    fields = ("preview", "path", "width", "height", "state", "alt")
    readonly_fields = ("preview", "path", "width", "height", "state")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send to the page that takes several at once."""
        return redirect("upload_picture")

    @admin.display(description=_("picture"))
    def preview(self, picture: Picture) -> SafeString:
        """Draw it small."""
        narrowest = next(iter(picture.variants.all()), picture)
        return format_html(
            '<img src="{}" alt="{}" width="{}" loading="lazy">',
            narrowest.file.url,
            picture.alt,
            _NARROW,
        )

    @admin.display(description=_("size"), ordering="width")
    def size(self, picture: Picture) -> str:
        """Show width and height in one column."""
        return f"{picture.width} × {picture.height}"

    @admin.display(description=_("path"))
    def path(self, picture: Picture) -> str:
        """Show what to write into an article."""
        return picture.file.url

    @admin.action(description=_("Draw the sizes again"), permissions=["change"])
    def draw_again(self, request: HttpRequest, queryset: QuerySet[Picture]) -> None:
        """Let a task draw them."""
        services.draw_again(pictures=queryset)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Picture]:
        """Bring the variants along, of which one is shown."""
        return super().get_queryset(request).prefetch_related("variants")

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Change the description."""
        obj.save(update_fields=["alt"])

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        """Delete the file with the row."""
        services.delete_picture(picture=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Picture]) -> None:
        """Delete the files with the rows."""
        for picture in queryset:
            services.delete_picture(picture=picture)
