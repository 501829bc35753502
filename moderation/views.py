"""The moderators' room: the queue, and the ways of a decision."""

from typing import Any, Protocol, cast

from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from accounts.models import User
from comments.models import Comment, Commenter, CommentRevision
from comments.models.comment import CommentQuerySet
from core.paging import page_number, page_of
from moderation import services
from moderation.forms import BanForm, DecisionForm
from moderation.models import Ban
from moderation.policies import can_ban, can_lift_ban, can_see_queue
from moderation.reports import reported
from moderation.transitions import actions_for

QUEUE_PAGE = 20
# What the queue may show, in the order of its tabs.
_SHELVES = (
    Comment.Status.HELD,
    Comment.Status.SPAM,
    Comment.Status.REJECTED,
    Comment.Status.REMOVED,
    Comment.Status.PUBLISHED,
)
# A shelf of its own: published comments whose authors want to change them.
_EDITS = "edits"
# Another: comments of which readers have complained, whatever their status.
_REPORTED = "reported"


class _ModeratorRequest(Protocol):
    user: User


@method_decorator(never_cache, name="dispatch")
class ModerationView(View):
    """The one door to the moderators' room: every view in it is a subclass.

    Whoever isn't signed in is asked to; whoever may not moderate is refused.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let moderators in."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if not (request.user.is_staff and can_see_queue(request.user)):
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


class QueueView(ModerationView):
    """What waits for a decision, oldest first, and the other shelves."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of one shelf."""
        status = request.GET.get("status", Comment.Status.HELD)
        comments = _shelf(status).with_article().select_related("commenter", "parent")
        number = page_number(request.GET.get("page", "1"))
        page = page_of(comments, number, size=QUEUE_PAGE)
        context = {
            "title": _("Moderation queue"),
            "status": status,
            "shelves": _shelves(),
            "page": page,
            "rows": [
                (
                    comment,
                    actions_for(comment, edit_waits=status == _EDITS, reported=status == _REPORTED),
                )
                for comment in page.items
            ],
            "may_ban": can_ban(self.moderator),
        }
        return self.draw("admin/moderation/queue.html", context)


class DecideView(ModerationView):
    """Carries out one decision about one comment."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide, and say what was done or who was faster."""
        comment = get_object_or_404(Comment.objects.select_related("commenter"), pk=pk)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("That is not something to decide."))
            return self.go_back()
        try:
            decision = services.decide(
                moderator=self.moderator,
                item=comment,
                action=form.cleaned_data["action"],
                reason=form.cleaned_data["reason"],
                expected_version=form.cleaned_data["version"],
            )
        except services.AlreadyDecided as late:
            messages.warning(request, already_decided(late))
        else:
            messages.success(
                request,
                _("The comment of %(name)s: %(action)s.")
                % {"name": comment.author_name, "action": decision.get_action_display()},
            )
        return self.go_back()


class BanView(ModerationView):
    """Asks why and until when, and bans."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form beside what is known of the commenter."""
        return self._draw(self._commenter(pk), BanForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ban, or show the form again with what is wrong."""
        commenter = self._commenter(pk)
        form = BanForm(request.POST)
        if not form.is_valid():
            return self._draw(commenter, form, status=400)
        services.ban(
            moderator=self.moderator,
            commenter=commenter,
            reason=form.cleaned_data["reason"],
            until=form.cleaned_data["until"],
            note=form.cleaned_data["note"],
        )
        messages.success(request, _("%(name)s is banned.") % {"name": commenter.name})
        return self.go_back()

    def _commenter(self, pk: int) -> Commenter:
        if not can_ban(self.moderator):
            raise PermissionDenied("Only moderators ban")
        return get_object_or_404(Commenter, pk=pk)

    def _draw(self, commenter: Commenter, form: BanForm, status: int = 200) -> HttpResponse:
        context = {
            "title": _("Ban %(name)s") % {"name": commenter.name},
            "commenter": commenter,
            "form": form,
            "bans": Ban.objects.on(commenter).select_related("created_by"),
            "latest": Comment.objects.filter(commenter=commenter)
            .with_article()
            .newest_first()[:10],
        }
        return self.draw("admin/moderation/ban.html", context, status)


class LiftBanView(ModerationView):
    """Ends a ban before its time."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lift the ban; one that is lifted already stays so."""
        ban = get_object_or_404(Ban, pk=pk)
        if can_lift_ban(self.moderator, ban):
            services.lift_ban(
                moderator=self.moderator, ban=ban, reason=request.POST.get("reason", "")[:300]
            )
            messages.success(request, _("The ban is lifted."))
        else:
            messages.warning(request, _("This ban is lifted already, or not yours to lift."))
        return self.go_back()


def _shelves() -> list[tuple[str, str]]:
    shelves = [(shelf.value, str(shelf.label)) for shelf in _SHELVES]
    return [shelves[0], (_REPORTED, _("reported")), (_EDITS, _("changes")), *shelves[1:]]


def _shelf(name: str) -> CommentQuerySet:
    """Return what stands on a shelf: what waits oldest first, the rest newest first."""
    if name == _EDITS:
        waiting = Prefetch("revisions", CommentRevision.objects.waiting(), to_attr="waiting_edits")
        edited = Comment.objects.with_waiting_edit().prefetch_related(waiting)
        return edited.order_by("revisions__made_at", "pk")
    if name == _REPORTED:
        return reported()
    if name not in _SHELVES:
        raise Http404("There is no such shelf")
    comments = Comment.objects.filter(status=name)
    if name == Comment.Status.HELD:
        return comments.order_by("submitted_at", "pk")
    return comments.newest_first()


def already_decided(late: services.AlreadyDecided) -> str:
    """Return what a moderator is told who came too late."""
    if late.last is None:
        return _("The comment of %(name)s has changed meanwhile; it is %(status)s now.") % {
            "name": late.comment.author_name,
            "status": late.comment.get_status_display(),
        }
    return _("The comment of %(name)s is decided already: %(action)s by %(who)s at %(when)s.") % {
        "name": late.comment.author_name,
        "action": late.last.get_action_display(),
        "who": late.last.decided_by,
        "when": f"{late.last.decided_at:%H:%M} UTC",
    }
