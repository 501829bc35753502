"""People with a sign-in, in the admin."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils.translation import gettext_lazy as _

from accounts.forms import StaffLoginForm
from accounts.models import User
from core.admin import SafeFilterAdmin

admin.site.login_form = StaffLoginForm


@admin.register(User)
class UserAdmin(SafeFilterAdmin, DjangoUserAdmin):
    """Django's own, with the name that readers see."""

    list_display = ("username", "readers_see", "email", "is_staff", "is_active", "last_login")
    fieldsets = (
        (None, {"fields": ("username", "password", "display_name")}),
        (_("Personal info"), {"fields": ("first_name", "last_name", "email")}),
        (
            _("Roles"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (_("Important dates"), {"fields": ("last_login", "date_joined")}),
    )

    @admin.display(description=_("name"))
    def readers_see(self, user: User) -> str:
        """Return the name on the site."""
        return user.byline
