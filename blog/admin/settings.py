"""The site's own words."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from blog.models import SiteSettings
from blog.site import set_site


@admin.register(SiteSettings)
class SiteSettingsAdmin(admin.ModelAdmin):
    """The site's own words: one form, and no list of it."""

    fields = ("title", "tagline")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The row is made when it is first needed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """There is always one."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Go to the one form."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        SiteSettings.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:blog_sitesettings_change", args=[1]))

    def save_model(self, request: HttpRequest, obj: SiteSettings, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Write the words through the service, so that the next page shows them."""
        set_site(title=obj.title, tagline=obj.tagline)
