"""Answers to a button: a page to go on from, or for a script what has become of it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.models import User
from moderation.models import Decision
from moderation.queue import CAP, waiting_for
from moderation.views.base import ModerationView

_LATELY = 5


class AnsweringView(ModerationView):
    """A view that does one thing and says what it did."""

    def answer(self, text: str, comment: int | None = None) -> HttpResponse:
        """Say that it was done; ``comment`` is the one that it was about."""
        return self._answer("success", text, HTTPStatus.OK, comment)

    def answer_late(self, text: str) -> HttpResponse:
        """Say that it was not done, since things stand differently by now."""
        return self._answer("warning", text, HTTPStatus.CONFLICT)

    def answer_wrong(self, text: str) -> HttpResponse:
        """Say that it can't be done."""
        return self._answer("error", text, HTTPStatus.BAD_REQUEST)

    def not_there(self) -> HttpResponse:
        """Say of what is somebody else's the same as of what isn't there."""
        raise Http404("There is no such thing, or it is somebody else's")

    def _answer(
        self, level: str, text: str, status: HTTPStatus, comment: int | None = None
    ) -> HttpResponse:
        if "X-Fragment" not in self.request.headers:
            getattr(messages, level)(self.request, text)
            return self.go_back()
        context = {
            "level": level,
            "text": text,
            "about": comment,
            "lately": lately_of(self.moderator),
            "waiting": waiting_for(self.moderator, anew=True),
            "cap": CAP,
        }
        template = "admin/moderation/queue/_answer.html"
        return render(self.request, template, context, status=status)


def lately_of(moderator: User) -> list[Decision]:
    """Return what a moderator has decided lately, the latest first. One query."""
    theirs = Decision.objects.filter(actor=moderator, undoes=None)
    return list(theirs.select_related("comment", "commenter", "ban", "undone_by")[:_LATELY])
