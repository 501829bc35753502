"""Views for deciding on a single comment or editing its text."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.models import Comment, Commenter
from moderation.base_views import ActionView
from moderation.decisions.conflicts import describe_conflict
from moderation.decisions.evidence import StatusEvidence
from moderation.decisions.forms import DecisionForm, EditCommentForm
from moderation.decisions.services.decide import AlreadyDecided, decide
from moderation.decisions.services.moderator_edits import edit_comment_as_moderator
from moderation.models import Decision
from moderation.policies import can_see_queue

Action = Decision.Action
_DONE = {
    Action.APPROVE: gettext_lazy("Approved %(name)s’s comment."),
    Action.REJECT: gettext_lazy("Rejected %(name)s’s comment."),
    Action.SPAM: gettext_lazy("Marked %(name)s’s comment as spam."),
    Action.REMOVE: gettext_lazy("Removed %(name)s’s comment."),
    Action.RESTORE: gettext_lazy("Restored %(name)s’s comment."),
    Action.KEEP: gettext_lazy("Kept %(name)s’s comment."),
    Action.APPROVE_EDIT: gettext_lazy("Approved %(name)s’s edit."),
    Action.REJECT_EDIT: gettext_lazy("Rejected %(name)s’s edit."),
}


class CommentActionView(ActionView):
    """Base class for actions on a single comment that the user may moderate."""

    has_access = staticmethod(can_see_queue)

    def get_comment(self, pk: int) -> Comment:
        """Return the comment with its article, or raise ``Http404``."""
        comments = Comment.objects.moderatable_by(self.moderator).with_article()
        return get_object_or_404(comments.select_related("commenter"), pk=pk)


class DecideView(CommentActionView):
    """Carry out a decision on a single comment."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Carry out the decision, or report an earlier decision that conflicts with it."""
        comment = self.get_comment(pk)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self.respond_invalid(_("Invalid action."))
        data = form.cleaned_data
        try:
            decision = decide(
                moderator=self.moderator,
                item=comment,
                action=data["action"],
                explanation=data["explanation"],
                guideline=data["guideline"],
                expected_version=data["version"],
            )
        except AlreadyDecided as error:
            text = describe_conflict(error, moderator=self.moderator, seen_version=data["version"])
            return self.respond_conflict(text)
        text = _DONE[data["action"]] % {"name": comment.author_name}
        change = StatusEvidence.from_json(decision.evidence).trust
        if change and change.after == Commenter.Trust.PREMODERATED:
            text += " " + _("A moderator will review all further comments by this commenter.")
        return self.respond_done(text, comment.pk, decision)


class EditCommentView(CommentActionView):
    """Edit the text of a single comment; the original is kept in its history."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form, filled with the comment's source text."""
        comment = self.get_comment(pk)
        form = EditCommentForm(
            comment=comment,
            initial={
                "body": comment.source,
                "version": comment.version,
                "next": request.GET.get("next", ""),
            },
        )
        return self._show(comment, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save the new text, or show the form again with its errors."""
        comment = self.get_comment(pk)
        form = EditCommentForm(request.POST, comment=comment)
        if not form.is_valid():
            return self._show(comment, form, status=400)
        data: dict[str, Any] = form.cleaned_data
        try:
            edit_comment_as_moderator(
                moderator=self.moderator,
                item=comment,
                body=data["body"],
                explanation=data["explanation"],
                guideline=data["guideline"],
                expected_version=data["version"],
            )
        except AlreadyDecided as error:
            text = describe_conflict(error, moderator=self.moderator, seen_version=data["version"])
            messages.warning(request, text)
        else:
            messages.success(request, _("Comment edited. The original stays in the history."))
        return self.redirect_back()

    def _show(self, comment: Comment, form: EditCommentForm, status: int = 200) -> HttpResponse:
        context = {
            "title": _("Edit %(name)s’s comment") % {"name": comment.author_name},
            "is_nav_sidebar_enabled": False,
            "comment": comment,
            "form": form,
        }
        return self.render_page("admin/moderation/decisions/edit_comment.html", context, status)
