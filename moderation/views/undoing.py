"""Taking decisions back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from moderation.models import Decision
from moderation.policies import can_see_queue, can_undo
from moderation.services.undoing import NotUndoable, undo_decision
from moderation.views.answering import AnsweringView


class UndoView(AnsweringView):
    """Undoes one decision."""

    may_enter = staticmethod(can_see_queue)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo it, or say plainly why it stays."""
        decision = get_object_or_404(
            Decision.objects.select_related(
                "comment__thread__article",
                "comment__commenter",
                "commenter",
                "ban",
                "thread__article",
            ),
            pk=pk,
        )
        if not can_undo(self.moderator, decision):
            return self.not_there()
        try:
            undo_decision(moderator=self.moderator, decision=decision)
        except NotUndoable as stays:
            return self.answer_late(why_it_stays(decision, stays))
        return self.answer(
            _("Undone: %(decision)s.") % {"decision": _said(decision)}, comment=decision.comment_id
        )


def why_it_stays(decision: Decision, stays: NotUndoable) -> str:
    """Return what a moderator is told about a decision that can't be undone."""
    last = stays.last
    if decision.action == Decision.Action.UNDO:
        return _("An undoing is not undone: decide again.")
    if last is None:
        return _("This can’t be undone: what it brought about has changed since.")
    if last.action == Decision.Action.UNDO:
        return _("This is undone already, by %(who)s.") % {"who": last.decided_by}
    return _("Something was decided since: %(action)s, by %(who)s. Undo that first.") % {
        "action": last.get_action_display(),
        "who": last.decided_by,
    }


def _said(decision: Decision) -> str:
    name = decision.commenter.name if decision.commenter else str(decision.about)
    return f"{name}, {decision.get_action_display()}"
