"""The authors' desk, in the admin."""

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
from blog.desk import desk_of
from blog.models import Article


@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """Show authors their articles; editors may look at everybody's with ``?whose=all``."""
    user = request.user
    if not isinstance(user, User):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if not (user.is_staff and policies.can_write_article(user)):
        raise PermissionDenied("Only authors have a desk")
    may_see_all = policies.can_edit_any_article(user)
    everybodys = may_see_all and request.GET.get("whose") == "all"
    articles = Article.objects.all() if everybodys else Article.objects.filter(author=user)
    context = {
        "title": _("Desk"),
        "desk": desk_of(user, articles),
        "may_see_all": may_see_all,
        "everybodys": everybodys,
    }
    return render(request, "admin/blog/desk.html", admin.site.each_context(request) | context)
