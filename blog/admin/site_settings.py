from typing import Any

from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.admin.request import add_warning, get_user
from blog.links.internal_links import is_internal_link_valid
from blog.models import SiteLink, SiteSettings
from blog.site.forms import SiteSettingsForm
from blog.site.services import (
    delete_site_link,
    ensure_site_settings,
    save_site_link,
    save_site_settings,
)
from core.admin import SingletonAdmin


class LabeledFormSet(BaseInlineFormSet):
    """Formset that sets each field's ``aria-label``, since labels appear only as headings."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = field.label or ""


class SiteLinkInline(admin.TabularInline):
    model = SiteLink
    formset = LabeledFormSet
    fields = ("location", "label", "url", "position")
    extra = 1


@admin.register(SiteSettings)
class SiteSettingsAdmin(SingletonAdmin):
    form = SiteSettingsForm
    inlines = (SiteLinkInline,)
    fieldsets = (
        (None, {"fields": ("title", "tagline", "language", "time_zone")}),
        (_("Colors"), {"fields": ("accent", "accent_dark")}),
        (_("Comments"), {"fields": ("comment_rules",)}),
    )

    def ensure_row(self) -> None:
        ensure_site_settings()

    def save_model(self, request: HttpRequest, obj: SiteSettings, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        save_site_settings(actor=get_user(request), row=obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        for link in formset.save(commit=False):
            save_site_link(actor=get_user(request), link=link)
            if link.url.startswith("/") and not is_internal_link_valid(link.url):
                text = gettext("Readers get an error page at %(url)s: nothing is published there.")
                add_warning(request, text % {"url": link.url})
        for link in formset.deleted_objects:
            delete_site_link(actor=get_user(request), link=link)
