"""Somebody who comments here, as moderators know them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from comments.models import Comment, Commenter
from moderation.forms import NoteForm
from moderation.models import Ban, ModMail, Note, Sanction
from moderation.people import address_of
from moderation.policies import can_ban, can_message_commenters, can_note, can_sanction
from moderation.records import other_names, record_of
from moderation.sanctions.forms import SanctionForm
from moderation.services.noting import add_note, remove_note
from moderation.views.base import ModerationView

_COMMENTS = 10
_DECISIONS = 20


class CommenterView(ModerationView):
    """All that is known of a commenter, and all that can be done."""

    may_enter = staticmethod(can_note)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the page."""
        commenter = get_object_or_404(Commenter.objects.select_related("user"), pk=pk)
        comments = Comment.objects.filter(commenter=commenter).with_article().newest_first()
        context = {
            "title": commenter.name,
            "commenter": commenter,
            "record": record_of(commenter),
            "names": other_names(commenter),
            "sanctions": Sanction.objects.in_force()
            .against(commenter)
            .select_related("decision__actor"),
            "sanction_form": SanctionForm(),
            "may_sanction": can_sanction(self.moderator),
            "modmail": ModMail.objects.find_for(commenter),
            "address": address_of(commenter),
            "may_message": can_message_commenters(self.moderator),
            "notes": Note.objects.about(commenter),
            "bans": Ban.objects.matching(commenter).select_related("created_by"),
            "latest": comments[:_COMMENTS],
            "decisions": commenter.decisions.select_related("actor", "comment", "ban")[:_DECISIONS],
            "may_ban": can_ban(self.moderator),
        }
        return self.draw("admin/moderation/commenter.html", context)


class AddNoteView(ModerationView):
    """Keeps a note on a commenter, or on one of their comments."""

    may_enter = staticmethod(can_note)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it, or say what is wrong with it."""
        commenter = get_object_or_404(Commenter, pk=pk)
        form = NoteForm(request.POST, commenter=commenter)
        if form.is_valid():
            add_note(
                moderator=self.moderator,
                commenter=commenter,
                text=form.cleaned_data["text"],
                comment=form.cleaned_data["comment"],
            )
            messages.success(request, _("The note is kept."))
        else:
            messages.error(request, _("Nothing is noted: a note has some words, and not too many."))
        return self.go_back()


class RemoveNoteView(ModerationView):
    """Takes a note away."""

    may_enter = staticmethod(can_note)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove it; somebody else’s stays."""
        remove_note(moderator=self.moderator, note=get_object_or_404(Note, pk=pk))
        messages.success(request, _("The note is gone."))
        return self.go_back()
