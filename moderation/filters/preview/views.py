"""Preview what a filter would do to recent comments before it is activated."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from moderation.filters.base_view import EditorView
from moderation.filters.preview.dry_run import (
    Preview,
    preview_language_check,
    preview_link_limit,
    preview_word_list,
)
from moderation.filters.preview.forms import LinkLimitForm
from moderation.models import ModerationSettings, WordList, WordListVersion


class _PreviewView(EditorView):
    def render_preview(self, preview: Preview, context: dict[str, Any]) -> HttpResponse:
        return self.render_page(
            "admin/moderation/filters/preview.html", context | {"preview": preview}
        )


class WordListPreviewView(_PreviewView):
    """Previews a word list as currently saved."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        word_list = get_object_or_404(WordList, pk=pk)
        versions = WordListVersion.objects.active().select_related("activated_by")
        context = {
            "title": _("Preview of “%(name)s”") % {"name": word_list.name},
            "word_list": word_list,
            "outcome": word_list.outcome,
            "active_version": versions.filter(word_list=word_list).first(),
        }
        return self.render_preview(preview_word_list(word_list), context)


class LinkLimitPreviewView(_PreviewView):
    """Previews a link limit, by default the current one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = LinkLimitForm(request.GET if "max_links" in request.GET else None)
        max_links = ModerationSettings.current().most_links
        if form.is_bound and form.is_valid():
            max_links = form.cleaned_data["max_links"]
        context = {"title": _("Preview of the link limit"), "form": form}
        return self.render_preview(preview_link_limit(max_links), context)


class LanguagePreviewView(_PreviewView):
    """Previews holding comments in languages other than the thread's."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"title": _("Preview of the language check")}
        return self.render_preview(preview_language_check(), context)
