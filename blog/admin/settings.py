"""The site's settings, its links, and the pages beside the articles."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog import services
from blog.admin.base import user_of
from blog.admin.writing import WritingAdmin
from blog.forms import PageForm, SiteSettingsForm
from blog.models import Page, SiteLink, SiteSettings
from core.admin import SingletonAdmin


class NamedFormSet(BaseInlineFormSet):
    """Rows of a table: each field has the name that stands only at the head of its column."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name them, and the box that deletes the row."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = field.label or ""


class SiteLinkInline(admin.TabularInline):
    """The links of the menu and of the blogroll."""

    model = SiteLink
    formset = NamedFormSet
    fields = ("place", "label", "address", "position")
    extra = 1


@admin.register(SiteSettings)
class SiteSettingsAdmin(SingletonAdmin):
    """The site's own words and looks."""

    form = SiteSettingsForm
    inlines = (SiteLinkInline,)
    fieldsets = (
        (None, {"fields": ("title", "tagline", "language", "time_zone")}),
        (_("Colours"), {"fields": ("accent", "accent_dark")}),
        (_("Comments"), {"fields": ("comment_policy",)}),
    )

    def ensure_row(self) -> None:
        """Make the row with the defaults."""
        services.begin_settings()

    def save_model(self, request: HttpRequest, obj: SiteSettings, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Write the settings through the service, so that the next page shows them."""
        services.save_settings(actor=user_of(request), row=obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Write and delete links through the services."""
        for link in formset.save(commit=False):
            services.save_link(actor=user_of(request), link=link)
        for link in formset.deleted_objects:
            services.delete_link(actor=user_of(request), link=link)


@admin.register(Page)
class PageAdmin(WritingAdmin[Page]):
    """Pages: about the author, the imprint, the house rules."""

    form = PageForm
    list_display = ("title", "get_absolute_url", "is_published", "in_menu", "position")
    list_filter = ("is_published",)
    search_fields = ("title", "text")
    show_full_result_count = False
    fieldsets = (
        (None, {"fields": ("title", "source", "markup", "excerpt")}),
        (_("Publication"), {"fields": ("is_published", "in_menu", "position", "basename")}),
    )

    def write(self, author: User, written: Page, expected_version: int | None) -> None:
        """Save the page."""
        services.save_page(actor=author, page=written, expected_version=expected_version)

    def delete_model(self, request: HttpRequest, obj: Page) -> None:
        """Take the page out of the menu too."""
        services.delete_page(actor=user_of(request), page=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Page]) -> None:
        """Take the pages out of the menu too."""
        for page in queryset:
            services.delete_page(actor=user_of(request), page=page)
