"""Impose and undo sanctions."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.models import Commenter
from core.text import clean_line
from moderation.base_views import ModerationView
from moderation.models import Decision
from moderation.policies import can_sanction
from moderation.sanctions.forms import SanctionForm
from moderation.sanctions.services import (
    NothingToChange,
    StaffProtected,
    change_trust,
    suspend_commenter,
    undo_sanction,
    warn_commenter,
)

Action = Decision.Action
_DONE: dict[Decision.Action, str | Promise] = {
    Action.WARN: gettext_lazy("Warned %(name)s."),
    Action.SUSPEND: gettext_lazy("Suspended %(name)s."),
    Action.PREMODERATE: gettext_lazy("%(name)s’s comments will be held for review."),
    Action.TRUST: gettext_lazy("%(name)s is now trusted."),
}
_UNDONE: dict[Decision.Action, str | Promise] = {
    Action.WARN: gettext_lazy("Warning retracted."),
    Action.SUSPEND: gettext_lazy("Suspension lifted."),
}


class SanctionView(ModerationView):
    """Impose a sanction on a commenter."""

    has_access = staticmethod(can_sanction)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        commenter = get_object_or_404(Commenter, pk=pk)
        form = SanctionForm(request.POST)
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, " ".join(map(str, errors)))
            return self.redirect_back()
        try:
            self._sanction(commenter, form)
        except StaffProtected:
            messages.error(request, _("You can’t sanction a member of the site’s staff."))
        except NothingToChange:
            messages.warning(
                request, _("Nothing to change: the commenter already has this trust level.")
            )
        else:
            done = _DONE[form.cleaned_data["action"]]
            messages.success(request, str(done) % {"name": commenter.name})
        return self.redirect_back()

    def _sanction(self, commenter: Commenter, form: SanctionForm) -> None:
        data = form.cleaned_data
        explanation, guideline = data["explanation"], data["guideline"]
        match data["action"]:
            case Action.WARN:
                warn_commenter(
                    moderator=self.moderator,
                    commenter=commenter,
                    explanation=explanation,
                    guideline=guideline,
                )
            case Action.SUSPEND:
                suspend_commenter(
                    moderator=self.moderator,
                    commenter=commenter,
                    until=timezone.now() + dt.timedelta(days=data["days"]),
                    explanation=explanation,
                    guideline=guideline,
                )
            case action:
                change_trust(
                    moderator=self.moderator,
                    commenter=commenter,
                    action=action,
                    explanation=explanation,
                    guideline=guideline,
                )


class UndoSanctionView(ModerationView):
    has_access = staticmethod(can_sanction)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        decision = get_object_or_404(
            Decision.objects.select_related("commenter"), pk=pk, action__in=SanctionForm.ACTIONS
        )
        try:
            undo_sanction(
                moderator=self.moderator,
                decision=decision,
                explanation=clean_line(request.POST.get("explanation", ""))[:300],
            )
        except NothingToChange:
            messages.warning(request, _("This has already been undone."))
        else:
            done = _UNDONE.get(Action(decision.action), gettext_lazy("Undone."))
            messages.success(request, str(done))
        return self.redirect_back()
