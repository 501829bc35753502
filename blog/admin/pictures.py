"""Pictures."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from blog import services
from blog.forms import PictureForm
from blog.models import Picture

_NARROW = 120


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):
    """Pictures: looked at when they come in; afterwards only their description changes."""

    list_display = ("file", "alt", "width", "height", "added_at")
    search_fields = ("file", "alt")
    show_full_result_count = False

    def get_form(
        self,
        request: HttpRequest,
        obj: Picture | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        """Ask for a file when the picture is new."""
        if obj is None:
            kwargs["form"] = PictureForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Picture | None = None) -> tuple[str, ...]:
        """Show a picture that is here, with the address by which an article shows it."""
        return ("file", "alt") if obj is None else ("preview", "path", "width", "height", "alt")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Picture | None = None
    ) -> tuple[str, ...]:
        """Let nobody replace a picture that articles may show."""
        return () if obj is None else ("preview", "path", "width", "height")

    @admin.display(description=_("picture"))
    def preview(self, picture: Picture) -> SafeString:
        """Draw it small."""
        return format_html(
            '<img src="{}" alt="{}" width="{}">', picture.file.url, picture.alt, _NARROW
        )

    @admin.display(description=_("path"))
    def path(self, picture: Picture) -> str:
        """Show what to write into an article."""
        return picture.file.url

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Keep the clean picture through the service; one that is here already is shown."""
        if change:
            obj.save(update_fields=["alt"])
            return
        name = form.cleaned_data["file"].name
        kept = services.keep_picture(clean=form.clean_picture, name=name, alt=obj.alt)
        obj.pk = kept.pk
        obj.refresh_from_db()

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        """Delete the file with the row."""
        services.delete_picture(picture=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Picture]) -> None:
        """Delete the files with the rows."""
        for picture in queryset:
            services.delete_picture(picture=picture)
