from allauth.account.decorators import reauthentication_required
from allauth.account.views import password_set
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.current_user import get_current_user

set_password = reauthentication_required(app="allauth.account")(password_set)


@never_cache
def admin_login(request: HttpRequest) -> HttpResponse:
    """Show the admin's login form, or the site's own if staff must use a second factor."""
    if not settings.STAFF_SECOND_FACTOR:
        return admin.site.login(request)
    user = get_current_user(request)
    if user is None:
        target = request.GET.get("next", reverse("admin:index"))
        return redirect_to_login(target, reverse("account_login"))
    if not (user.is_staff or user.is_restricted_staff):
        raise PermissionDenied("Only staff can use the admin")
    return redirect("admin:index")
