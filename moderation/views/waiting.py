"""What an open page asks for: who else is looking, and how much waits."""

import hashlib

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from moderation.models import Look
from moderation.policies import can_see_queue
from moderation.queue import CAP, waiting_for
from moderation.services.deciding import AlreadyDecided
from moderation.services.looking import look_at
from moderation.views.base import ModerationView
from moderation.views.deciding import CommentView, already_decided


class LookView(CommentView):
    """Says that the moderator looks at a comment, and learns who else does."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note it; tell of colleagues, and of what was decided since the page was drawn."""
        comment = self.comment(pk)
        look_at(moderator=self.moderator, comment=comment)
        is_late = request.POST.get("version") != str(comment.version)
        context = {
            "others": Look.objects.filter(comment=comment).of_others(self.moderator),
            "late": already_decided(AlreadyDecided(comment)) if is_late else "",
        }
        return render(request, "admin/moderation/queue/_others.html", context)


class WaitingView(ModerationView):
    """How much waits, for the header of every page that stays open. Mostly no query, mostly 304."""

    may_enter = staticmethod(can_see_queue)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Tell the number in words, under a tag by which the page asks whether it has changed."""
        words = waiting_in_words(waiting_for(self.moderator))
        response = JsonResponse({"words": words})
        response["ETag"] = f'"{hashlib.sha256(words.encode()).hexdigest()[:16]}"'
        return response


def waiting_in_words(waiting: int) -> str:
    """Return how the header says it."""
    context = {"waiting": waiting, "cap": CAP}
    return render_to_string("admin/moderation/_waiting.html", context).strip()
