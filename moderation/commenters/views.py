from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from comments.models import Comment, Commenter
from moderation.base_views import ModerationView
from moderation.commenters.history import count_comments, find_related_commenters
from moderation.commenters.identity import get_email
from moderation.models import Ban, ModMail, Note, Sanction
from moderation.policies import can_ban, can_message_commenters, can_note, can_sanction
from moderation.sanctions.forms import SanctionForm

_COMMENTS = 10
_DECISIONS = 20


class CommenterView(ModerationView):
    """A commenter's history, notes, bans, and sanctions, with all available actions."""

    has_access = staticmethod(can_note)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        commenter = get_object_or_404(Commenter.objects.select_related("user"), pk=pk)
        comments = Comment.objects.filter(commenter=commenter).with_article().newest_first()
        context = {
            "title": commenter.name,
            "commenter": commenter,
            "counts": count_comments(commenter),
            "related": find_related_commenters(commenter),
            "sanctions": Sanction.objects.in_force()
            .against(commenter)
            .select_related("decision__actor"),
            "sanction_form": SanctionForm(),
            "may_sanction": can_sanction(self.moderator),
            "modmail": ModMail.objects.find_for(commenter),
            "address": get_email(commenter),
            "may_message": can_message_commenters(self.moderator),
            "notes": Note.objects.about(commenter),
            "bans": Ban.objects.matching(commenter).select_related("created_by"),
            "latest": comments[:_COMMENTS],
            "decisions": commenter.decisions.select_related("actor", "comment", "ban")[:_DECISIONS],
            "may_ban": can_ban(self.moderator),
        }
        return self.render_page("admin/moderation/commenters/commenter.html", context)
