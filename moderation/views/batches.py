"""Deciding about many comments at once: asked with a number first, then done, and undone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moderation.models import Batch, Decision, Guideline
from moderation.policies import can_see_queue
from moderation.queue import PAGE, Selection
from moderation.services.batches import AT_ONCE, AlreadyUndone, begin_batch, found_by, undo_batch
from moderation.views.base import ModerationView

Action = Decision.Action
# How many comments are shown before one says yes.
SHOWN = 10
# What fits many: everything else is about one text or one person.
ACTIONS = [
    (Action.APPROVE.value, gettext_lazy("Approve")),
    (Action.REJECT.value, gettext_lazy("Reject")),
    (Action.SPAM.value, gettext_lazy("Spam")),
    (Action.REMOVE.value, gettext_lazy("Remove")),
    (Action.RESTORE.value, gettext_lazy("Restore")),
    (Action.KEEP.value, gettext_lazy("Leave as it is")),
]


class BatchForm(forms.Form):
    """What is to be decided about many comments, and about which: those chosen, or all found."""

    action = forms.TypedChoiceField(choices=ACTIONS, coerce=Action, empty_value=None)
    everything = forms.BooleanField(required=False)
    chosen = forms.TypedMultipleChoiceField(coerce=int, required=False)
    guideline = forms.ModelChoiceField(Guideline.objects.filter(is_active=True), required=False)
    reason = forms.CharField(max_length=300, required=False)
    sure = forms.BooleanField(required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        given = [pk for pk in data.getlist("chosen") if pk.isascii() and pk.isdigit()][:PAGE]
        self.fields["chosen"].choices = [(pk, pk) for pk in given if len(pk) < 19]  # type: ignore[attr-defined]  # of a field for choices

    def clean(self) -> dict[str, Any]:
        """Refuse a form that is about nothing."""
        data = super().clean() or {}
        if not (data.get("everything") or data.get("chosen")):
            raise forms.ValidationError(_("Choose some comments first."))
        return data


class BatchView(ModerationView):
    """Asks, with the number of those it would be about, and begins."""

    may_enter = staticmethod(can_see_queue)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask whether that is meant, or do it when the answer has come."""
        form = BatchForm(request.POST)
        selection = Selection.read(request.GET)
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, " ".join(map(str, errors)))
            return HttpResponseRedirect(f"{reverse('moderation:queue')}?{selection.query}")
        data = form.cleaned_data
        chosen = [] if data["everything"] else data["chosen"]
        if not data["sure"]:
            return self._ask(selection, form, chosen)
        batch = begin_batch(
            moderator=self.moderator,
            action=data["action"],
            query=selection.query,
            chosen=chosen,
            reason=data["reason"],
            guideline=data["guideline"],
        )
        return HttpResponseRedirect(reverse("moderation:batch", args=[batch.pk]))

    def _ask(self, selection: Selection, form: BatchForm, chosen: list[int]) -> HttpResponse:
        found = found_by(moderator=self.moderator, query=selection.query, chosen=chosen)
        action = form.cleaned_data["action"]
        context = {
            "title": _("Decide about many comments"),
            "is_nav_sidebar_enabled": False,
            "selection": selection,
            "number": found.order_by().count(),
            "first": found[:SHOWN],
            "action": action.value,
            "label": dict(ACTIONS)[action.value],
            "chosen": chosen,
            "guidelines": Guideline.objects.filter(is_active=True),
            "at_once": AT_ONCE,
        }
        return self.draw("admin/moderation/queue/batch_ask.html", context)


class BatchStateView(ModerationView):
    """How far a batch has come."""

    may_enter = staticmethod(can_see_queue)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it, with the way to take it back."""
        batch = get_object_or_404(
            Batch.objects.select_related("undoes", "undone_by", "guideline"),
            pk=pk,
            moderator=self.moderator,
        )
        context = {
            "title": _("Decisions about many comments"),
            "is_nav_sidebar_enabled": False,
            "batch": batch,
            "label": Action(batch.action).label,
            "undone_by": getattr(batch, "undone_by", None),
        }
        return self.draw("admin/moderation/queue/batch.html", context)


class UndoBatchView(ModerationView):
    """Takes a batch back."""

    may_enter = staticmethod(can_see_queue)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin to, or say that somebody has."""
        batch = get_object_or_404(Batch, pk=pk, moderator=self.moderator)
        try:
            batch = undo_batch(moderator=self.moderator, batch=batch)
        except AlreadyUndone:
            messages.warning(request, _("This is undone already, or is itself an undoing."))
        return HttpResponseRedirect(reverse("moderation:batch", args=[batch.pk]))
