from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from moderation.base_views import ActionView
from moderation.decisions.services.undo import NotUndoable, undo_decision
from moderation.models import Decision
from moderation.policies import can_see_queue, can_undo


class UndoView(ActionView):
    has_access = staticmethod(can_see_queue)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo the decision, or explain why it can't be undone."""
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
            return self.raise_not_found()
        try:
            undo_decision(moderator=self.moderator, decision=decision)
        except NotUndoable as error:
            return self.respond_conflict(explain_not_undoable(decision, error))
        name = decision.commenter.name if decision.commenter else str(decision.about)
        text = _("Decision undone: %(name)s, %(action)s.")
        return self.respond_done(
            text % {"name": name, "action": decision.get_action_display()},
            comment=decision.comment_id,
        )


def explain_not_undoable(decision: Decision, error: NotUndoable) -> str:
    """Return a message that explains why a decision can't be undone."""
    last = error.last
    if decision.action == Decision.Action.UNDO:
        return _("An undo can’t be undone. Make a new decision instead.")
    if last is None:
        return _("This can’t be undone because later changes have overridden it.")
    if last.action == Decision.Action.UNDO:
        return _("%(who)s has already undone this.") % {"who": last.decided_by}
    return _("There is a later decision: %(action)s by %(who)s. Undo that first.") % {
        "action": last.get_action_display(),
        "who": last.decided_by,
    }
