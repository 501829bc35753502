"""The door of the moderators' room."""

from collections.abc import Callable
from typing import Any, Protocol, cast

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.cache import never_cache

from accounts.models import User
from comments.policies import AnyUser
from moderation.policies import moderates_everywhere


class _ModeratorRequest(Protocol):
    user: User


@method_decorator(never_cache, name="dispatch")
class ModerationView(View):
    """The one door to the moderators' room: every view in it is a subclass.

    Whoever isn't signed in is asked to; whoever may not moderate is refused. ``may_enter`` is the
    policy: moderators only, unless a view says that authors, too, find something of theirs there.
    """

    may_enter: Callable[[AnyUser], bool] = staticmethod(moderates_everywhere)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let moderators in."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if not (request.user.is_staff and self.may_enter(request.user)):
            raise PermissionDenied("Only moderators enter here")
        return super().dispatch(request, *args, **kwargs)

    @property
    def moderator(self) -> User:
        """Who is at work."""
        return cast("_ModeratorRequest", self.request).user

    def draw(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """Render a page of the admin."""
        return render(
            self.request, template, admin.site.each_context(self.request) | context, status=status
        )

    def go_back(self) -> HttpResponseRedirect:
        """Return to the page that the form names, if it is one of ours, or to the queue."""
        target = self.request.POST.get("next", "")
        ours = url_has_allowed_host_and_scheme(
            target, {self.request.get_host()}, require_https=self.request.is_secure()
        )
        return HttpResponseRedirect(target if ours else reverse("moderation:queue"))
