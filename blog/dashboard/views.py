from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from blog import policies
from blog.dashboard.summary import build_dashboard_summary
from blog.models import Article


@require_safe
@never_cache
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show the author's articles; with ``?author=all``, editors see the articles of all authors."""
    user = request.user
    if not isinstance(user, User):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if not (user.is_staff and policies.can_create_article(user)):
        raise PermissionDenied("Only authors have a dashboard")
    may_see_all = policies.can_edit_any_article(user)
    shows_all = may_see_all and request.GET.get("author") == "all"
    articles = Article.objects.all() if shows_all else Article.objects.filter(author=user)
    context = {
        "title": _("Dashboard"),
        "dashboard": build_dashboard_summary(user, articles),
        "may_see_all": may_see_all,
        "shows_all": shows_all,
    }
    return render(
        request, "admin/blog/dashboard/dashboard.html", admin.site.each_context(request) | context
    )
