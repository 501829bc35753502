"""Warning, muting, reading somebody first, and taking that back."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import Commenter
from core.text import clean_line
from moderation.forms import MeasureForm
from moderation.models import Decision
from moderation.policies import can_measure
from moderation.services.measures import (
    NothingToChange,
    Protected,
    change_trust,
    mute,
    undo_measure,
    warn,
)
from moderation.views.base import ModerationView


class TakeMeasureView(ModerationView):
    """Takes one measure about one commenter."""

    may_enter = staticmethod(can_measure)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it, or say what stands in the way."""
        commenter = get_object_or_404(Commenter, pk=pk)
        form = MeasureForm(request.POST)
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, " ".join(map(str, errors)))
            return self.go_back()
        try:
            self._take(commenter, form)
        except Protected:
            messages.error(request, _("Nothing was done: this is one of the site’s own people."))
        except NothingToChange:
            messages.warning(request, _("Nothing was done: it is so already."))
        else:
            action = Decision.Action(form.cleaned_data["action"]).label
            words = {"name": commenter.name, "action": action}
            messages.success(request, _("%(name)s: %(action)s.") % words)
        return self.go_back()

    def _take(self, commenter: Commenter, form: MeasureForm) -> None:
        data = form.cleaned_data
        reason, ground = data["reason"], data["ground"]
        match data["action"]:
            case Decision.Action.WARN:
                warn(moderator=self.moderator, commenter=commenter, reason=reason, ground=ground)
            case Decision.Action.MUTE:
                until = timezone.now() + dt.timedelta(days=data["days"])
                mute(
                    moderator=self.moderator,
                    commenter=commenter,
                    until=until,
                    reason=reason,
                    ground=ground,
                )
            case action:
                change_trust(
                    moderator=self.moderator,
                    commenter=commenter,
                    action=action,
                    reason=reason,
                    ground=ground,
                )


class UndoMeasureView(ModerationView):
    """Takes a measure back."""

    may_enter = staticmethod(can_measure)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo the decision; one that is undone already stays so."""
        decision = get_object_or_404(
            Decision.objects.select_related("commenter"), pk=pk, action__in=MeasureForm.ACTIONS
        )
        try:
            undo_measure(
                moderator=self.moderator,
                decision=decision,
                reason=clean_line(request.POST.get("reason", ""))[:300],
            )
        except NothingToChange:
            messages.warning(request, _("Nothing was done: it is taken back already."))
        else:
            messages.success(request, _("It is taken back."))
        return self.go_back()
