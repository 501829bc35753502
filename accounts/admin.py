"""The admin for users."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils.translation import gettext_lazy as _

from accounts.forms import StaffLoginForm
from accounts.models import User
from core.admin import SafeFilterAdmin

admin.site.login_form = StaffLoginForm


@admin.register(User)
class UserAdmin(SafeFilterAdmin, DjangoUserAdmin):
    list_display = ("username", "byline_column", "email", "is_staff", "is_active", "last_login")
    fieldsets = (
        (None, {"fields": ("username", "password", "display_name")}),
        (_("Personal info"), {"fields": ("first_name", "last_name", "email")}),
        (
            _("Roles"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (_("Important dates"), {"fields": ("last_login", "date_joined")}),
    )

    @admin.display(description=_("display name"))
    def byline_column(self, user: User) -> str:
        return user.byline
