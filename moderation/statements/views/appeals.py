"""Moderators' pages for appeals."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from moderation.base_views import ModerationView
from moderation.decisions.services.undo import NotUndoable
from moderation.models import Appeal
from moderation.policies import can_answer_appeal, can_see_appeals
from moderation.statements.forms import AppealAnswerForm
from moderation.statements.services.appeals import AlreadyAnswered, grant_appeal, reject_appeal
from moderation.statements.statement_text import (
    get_reason,
    get_statement_text,
    is_reversed,
)

_MAX_ROWS = 50


class AppealsView(ModerationView):
    """List the open appeals, oldest first, and those decided most recently."""

    has_access = staticmethod(can_see_appeals)

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "title": _("Appeals"),
            "open_appeals": Appeal.objects.open().with_decision()[:_MAX_ROWS],
            "answered_appeals": Appeal.objects.answered().with_decision()[:_MAX_ROWS],
        }
        return self.render_page("admin/moderation/statements/appeals.html", context)


class AppealView(ModerationView):
    """Show an appeal beside the contested decision, and let the moderator decide it."""

    has_access = staticmethod(can_see_appeals)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._render(self._get_appeal(pk), AppealAnswerForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        appeal = self._get_appeal(pk)
        form = AppealAnswerForm(request.POST)
        if not form.is_valid():
            return self._render(appeal, form, status=400)
        answer = grant_appeal if "grant" in request.POST else reject_appeal
        try:
            answer(
                moderator=self.moderator,
                appeal=appeal,
                explanation=form.cleaned_data["explanation"],
            )
        except AlreadyAnswered:
            messages.warning(request, _("Another moderator just decided this appeal."))
        except NotUndoable:
            messages.error(
                request,
                _("Later decisions depend on this one. Undo them in the moderation queue first."),
            )
            return self._render(appeal, form, status=409)
        else:
            messages.success(request, _("Appeal decided."))
        return redirect("moderation:appeals")

    def _get_appeal(self, pk: int) -> Appeal:
        return get_object_or_404(Appeal.objects.with_decision(), pk=pk)

    def _render(self, appeal: Appeal, form: AppealAnswerForm, status: int = 200) -> HttpResponse:
        may_answer = can_answer_appeal(self.moderator, appeal)
        if form.is_bound and not may_answer:
            raise PermissionDenied("Another moderator has to decide this appeal")
        statement = appeal.statement
        context = {
            "title": _("Appeal by %(name)s") % {"name": statement.commenter.name},
            "appeal": appeal,
            "statement": statement,
            "decision": statement.decision,
            "statement_text": get_statement_text(statement),
            "reason": get_reason(statement.decision),
            "is_reversed": is_reversed(statement),
            "form": form if may_answer and not appeal.answer else None,
        }
        return self.render_page("admin/moderation/statements/appeal.html", context, status)
