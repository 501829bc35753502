"""Base classes for the views under ``/admin/moderation/``."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Protocol, cast

from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.cache import never_cache

from accounts.models import AnyUser, User
from moderation.models import Decision
from moderation.policies import moderates_everywhere
from moderation.queue.counts import COUNT_LIMIT, count_pending


class _ModeratorRequest(Protocol):
    user: User


@method_decorator(never_cache, name="dispatch")
class ModerationView(View):
    """Base class for all moderation pages; checks access before anything else.

    Anonymous visitors are redirected to the login page. ``has_access`` is the policy that logged-in
    staff must pass; pages that also serve authors override it.
    """

    has_access: Callable[[AnyUser], bool] = staticmethod(moderates_everywhere)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check access before handling the request."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if not (request.user.is_staff and self.has_access(request.user)):
            raise PermissionDenied("Not a moderator of this page")
        return super().dispatch(request, *args, **kwargs)

    @property
    def moderator(self) -> User:
        """The logged-in user."""
        return cast("_ModeratorRequest", self.request).user

    def render_page(
        self, template: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        """Render a template with the admin's context."""
        return render(
            self.request, template, admin.site.each_context(self.request) | context, status=status
        )

    def redirect_back(self) -> HttpResponseRedirect:
        """Redirect to the form's ``next`` URL if it is on this host, otherwise to the queue."""
        target = self.request.POST.get("next", "")
        is_own = url_has_allowed_host_and_scheme(
            target, {self.request.get_host()}, require_https=self.request.is_secure()
        )
        return HttpResponseRedirect(target if is_own else reverse("moderation:queue"))


class ActionView(ModerationView):
    """Base class for views that carry out a single action.

    The queue's script sends the ``X-Fragment`` header and receives an HTML fragment with the
    result; without the header, the view redirects back and shows a message.
    """

    def respond_done(
        self, text: str, comment: int | None = None, decision: Decision | None = None
    ) -> HttpResponse:
        """Report success.

        ``comment`` is the primary key of the affected comment, and ``decision`` is the decision
        that was made, if it can be undone.
        """
        return self._respond("success", text, HTTPStatus.OK, comment, decision)

    def respond_conflict(self, text: str) -> HttpResponse:
        """Report that nothing was done because the state has changed."""
        return self._respond("warning", text, HTTPStatus.CONFLICT)

    def respond_invalid(self, text: str) -> HttpResponse:
        """Report that the request is invalid."""
        return self._respond("error", text, HTTPStatus.BAD_REQUEST)

    def raise_not_found(self) -> HttpResponse:
        """Respond as if the object didn't exist, for objects the moderator can't access."""
        raise Http404("Not found, or not accessible to this moderator")

    def _respond(
        self,
        level: str,
        text: str,
        status: HTTPStatus,
        comment: int | None = None,
        decision: Decision | None = None,
    ) -> HttpResponse:
        if "X-Fragment" not in self.request.headers:
            getattr(messages, level)(self.request, text)
            return self.redirect_back()
        context = {
            "level": level,
            "text": text,
            "about": comment,
            "decision": decision,
            "recent_decisions": Decision.objects.recent_by(self.moderator),
            "pending": count_pending(self.moderator, bypass_cache=True),
            "limit": COUNT_LIMIT,
        }
        template = "admin/moderation/queue/_action_result.html"
        return render(self.request, template, context, status=status)
