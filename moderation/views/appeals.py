"""Appeals, and the answers to them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from moderation.models import Appeal
from moderation.policies import can_answer_appeal, can_see_appeals
from moderation.record.forms import AppealAnswerForm
from moderation.record.wording import explanation, is_over, words_for
from moderation.services.appealing import AlreadyAnswered, grant_appeal, refuse_appeal
from moderation.services.undoing import NotUndoable
from moderation.views.base import ModerationView

# Of many that wait, those that have waited longest; of the answered ones, the latest.
_SHOWN = 50


class AppealsView(ModerationView):
    """The appeals that wait, the longest waiting first, and the latest answers."""

    may_enter = staticmethod(can_see_appeals)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        waiting = Appeal.objects.open().with_decision()[:_SHOWN]
        answered = Appeal.objects.answered().with_decision()[:_SHOWN]
        context = {"title": _("Appeals"), "waiting": waiting, "answered": answered}
        return self.draw("admin/moderation/appeals.html", context)


class AppealView(ModerationView):
    """One appeal beside the decision that it is against, and its answer."""

    may_enter = staticmethod(can_see_appeals)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it, with the form for whoever may answer."""
        return self._draw(self._appeal(pk), AppealAnswerForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer it, or say what stands in the way."""
        appeal = self._appeal(pk)
        form = AppealAnswerForm(request.POST)
        if not form.is_valid():
            return self._draw(appeal, form, status=400)
        answer = grant_appeal if "grant" in request.POST else refuse_appeal
        try:
            answer(moderator=self.moderator, appeal=appeal, reason=form.cleaned_data["reason"])
        except AlreadyAnswered:
            messages.warning(request, _("Somebody else has just answered this appeal."))
        except NotUndoable:
            messages.error(
                request,
                _("Other decisions stand on top of that one. Undo those first, in the queue."),
            )
            return self._draw(appeal, form, status=409)
        else:
            messages.success(request, _("The appeal is answered."))
        return redirect("moderation:appeals")

    def _appeal(self, pk: int) -> Appeal:
        return get_object_or_404(Appeal.objects.with_decision(), pk=pk)

    def _draw(self, appeal: Appeal, form: AppealAnswerForm, status: int = 200) -> HttpResponse:
        may_answer = can_answer_appeal(self.moderator, appeal)
        if form.is_bound and not may_answer:
            raise PermissionDenied("Somebody else answers this appeal")
        statement = appeal.statement
        context = {
            "title": _("Appeal of %(name)s") % {"name": statement.commenter.name},
            "appeal": appeal,
            "statement": statement,
            "decision": statement.decision,
            "words": words_for(statement),
            "explanation": explanation(statement.decision),
            "is_over": is_over(statement),
            "form": form if may_answer and not appeal.answer else None,
        }
        return self.draw("admin/moderation/appeal.html", context, status)
