"""Activate and deactivate word lists."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from moderation.filters.base_view import EditorView
from moderation.filters.word_lists.services import activate_word_list, deactivate_word_list
from moderation.models import WordList


class ActivateView(EditorView):
    """Activates a list as currently saved."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        word_list = get_object_or_404(WordList, pk=pk)
        activate_word_list(editor=self.moderator, word_list=word_list)
        messages.success(request, _("Activated “%(name)s”.") % {"name": word_list.name})
        return redirect("admin:moderation_wordlist_changelist")


class DeactivateView(EditorView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        word_list = get_object_or_404(WordList, pk=pk)
        deactivate_word_list(editor=self.moderator, word_list=word_list)
        messages.success(request, _("Deactivated “%(name)s”.") % {"name": word_list.name})
        return redirect("admin:moderation_wordlist_changelist")
