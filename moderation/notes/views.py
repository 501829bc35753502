from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from comments.models import Commenter
from moderation.base_views import ModerationView
from moderation.models import Note
from moderation.notes.forms import NoteForm
from moderation.notes.services import add_note, delete_note
from moderation.policies import can_note


class AddNoteView(ModerationView):
    """Add a note about a commenter or one of their comments."""

    has_access = staticmethod(can_note)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save the note, or show what is wrong with it."""
        commenter = get_object_or_404(Commenter, pk=pk)
        form = NoteForm(request.POST, commenter=commenter)
        if form.is_valid():
            add_note(
                moderator=self.moderator,
                commenter=commenter,
                text=form.cleaned_data["text"],
                comment=form.cleaned_data["comment"],
            )
            messages.success(request, _("Note saved."))
        else:
            messages.error(request, _("Note not saved: it’s empty or too long."))
        return self.redirect_back()


class DeleteNoteView(ModerationView):
    has_access = staticmethod(can_note)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete the note if the moderator is allowed to."""
        delete_note(moderator=self.moderator, note=get_object_or_404(Note, pk=pk))
        messages.success(request, _("Note deleted."))
        return self.redirect_back()
