"""The ways of a decision about one comment."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from comments.models import Comment
from moderation.forms import CorrectForm, DecisionForm
from moderation.policies import can_feature, can_see_queue
from moderation.services.correcting import correct
from moderation.services.deciding import AlreadyDecided, decide, feature
from moderation.views.answering import AnsweringView


class CommentView(AnsweringView):
    """A view about one comment, which must be the moderator's to decide on."""

    may_enter = staticmethod(can_see_queue)

    def comment(self, pk: int) -> Comment:
        """Return the comment with its article. Raises ``Http404`` for what isn't theirs."""
        theirs = Comment.objects.moderatable_by(self.moderator).with_article()
        return get_object_or_404(theirs.select_related("commenter"), pk=pk)


class DecideView(CommentView):
    """Carries out one decision about one comment."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide, and say what was done or who was faster."""
        comment = self.comment(pk)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self.answer_wrong(_("That is not something to decide."))
        data = form.cleaned_data
        try:
            decision = decide(
                moderator=self.moderator,
                item=comment,
                action=data["action"],
                reason=data["reason"],
                guideline=data["guideline"],
                expected_version=data["version"],
            )
        except AlreadyDecided as late:
            return self.answer_late(already_decided(late))
        return self.answer(
            _("The comment of %(name)s: %(action)s.")
            % {"name": comment.author_name, "action": decision.get_action_display()},
            comment.pk,
        )


class FeatureView(CommentView):
    """Features one comment, or no longer."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do so, and say what was done or who was faster."""
        comment = self.comment(pk)
        featured = request.POST.get("on", "1") != "0"
        if not can_feature(self.moderator, comment):
            return self.not_there()
        try:
            feature(actor=self.moderator, comment=comment, featured=featured)
        except AlreadyDecided as late:
            return self.answer_late(already_decided(late))
        text = _("%(name)s is featured.") if featured else _("%(name)s is no longer featured.")
        return self.answer(text % {"name": str(comment)}, comment.pk)


class CorrectView(CommentView):
    """Changes the text of one comment, with a trace."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the text as it was typed."""
        comment = self.comment(pk)
        form = CorrectForm(
            comment=comment,
            initial={
                "body": comment.source,
                "version": comment.version,
                "next": request.GET.get("next", ""),
            },
        )
        return self._draw(comment, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change it, or show the form again with what is wrong."""
        comment = self.comment(pk)
        form = CorrectForm(request.POST, comment=comment)
        if not form.is_valid():
            return self._draw(comment, form, status=400)
        data: dict[str, Any] = form.cleaned_data
        try:
            correct(
                moderator=self.moderator,
                item=comment,
                body=data["body"],
                reason=data["reason"],
                guideline=data["guideline"],
                expected_version=data["version"],
            )
        except AlreadyDecided as late:
            messages.warning(request, already_decided(late))
        else:
            messages.success(request, _("The text is changed, and the former one kept."))
        return self.go_back()

    def _draw(self, comment: Comment, form: CorrectForm, status: int = 200) -> HttpResponse:
        context = {
            "title": _("Change the comment of %(name)s") % {"name": comment.author_name},
            "is_nav_sidebar_enabled": False,
            "comment": comment,
            "form": form,
        }
        return self.draw("admin/moderation/correct.html", context, status)


def already_decided(late: AlreadyDecided) -> str:
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
