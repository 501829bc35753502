"""Bulk actions: confirm the number of comments, run, show progress, and undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from moderation.base_views import ModerationView
from moderation.decisions.forms import BATCH_ACTIONS, BatchForm
from moderation.decisions.services.batches import (
    IMMEDIATE_LIMIT,
    BatchAlreadyUndone,
    get_batch_comments,
    start_batch,
    undo_batch,
)
from moderation.models import Batch, Decision, Guideline
from moderation.policies import can_see_queue
from moderation.queue.selection import Selection

Action = Decision.Action
# Number of comments shown on the confirmation page.
SAMPLE_SIZE = 10


class StartBatchView(ModerationView):
    """Ask for confirmation, then start the batch."""

    has_access = staticmethod(can_see_queue)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show the confirmation page, or start the batch if the moderator has confirmed it."""
        form = BatchForm(request.POST)
        selection = Selection.read(request.GET)
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, " ".join(map(str, errors)))
            return HttpResponseRedirect(f"{reverse('moderation:queue')}?{selection.query}")
        data = form.cleaned_data
        selected = [] if data["select_all"] else data["selected"]
        if not data["confirmed"]:
            return self._confirm(selection, form, selected)
        batch = start_batch(
            moderator=self.moderator,
            action=data["action"],
            query=selection.query,
            selected=selected,
            explanation=data["explanation"],
            guideline=data["guideline"],
        )
        return HttpResponseRedirect(reverse("moderation:batch", args=[batch.pk]))

    def _confirm(self, selection: Selection, form: BatchForm, selected: list[int]) -> HttpResponse:
        comments = get_batch_comments(
            moderator=self.moderator, query=selection.query, selected=selected
        )
        action = form.cleaned_data["action"]
        context = {
            "title": _("Bulk action"),
            "is_nav_sidebar_enabled": False,
            "selection": selection,
            "number": comments.order_by().count(),
            "sample": comments[:SAMPLE_SIZE],
            "action": action.value,
            "label": dict(BATCH_ACTIONS)[action.value],
            "selected": selected,
            "guidelines": Guideline.objects.filter(is_active=True),
            "immediate_limit": IMMEDIATE_LIMIT,
        }
        return self.render_page("admin/moderation/decisions/batch_confirm.html", context)


class BatchProgressView(ModerationView):
    """Show the progress of a batch, with an undo button."""

    has_access = staticmethod(can_see_queue)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = get_object_or_404(
            Batch.objects.select_related("undoes", "undone_by", "guideline"),
            pk=pk,
            moderator=self.moderator,
        )
        context = {
            "title": _("Bulk action"),
            "is_nav_sidebar_enabled": False,
            "batch": batch,
            "label": Action(batch.action).label,
            "undone_by": getattr(batch, "undone_by", None),
        }
        return self.render_page("admin/moderation/decisions/batch.html", context)


class UndoBatchView(ModerationView):
    """Undo all decisions in a batch."""

    has_access = staticmethod(can_see_queue)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Start the undo, or report that there is nothing to undo."""
        batch = get_object_or_404(Batch, pk=pk, moderator=self.moderator)
        try:
            batch = undo_batch(moderator=self.moderator, batch=batch)
        except BatchAlreadyUndone:
            messages.warning(
                request, _("This bulk action has already been undone, or is itself an undo.")
            )
        return HttpResponseRedirect(reverse("moderation:batch", args=[batch.pk]))
