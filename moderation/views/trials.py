"""Trying a rule on the latest comments, and putting a list in force."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from moderation.forms import LinkLimitForm
from moderation.models import ListEdition, ModerationSettings, WordList
from moderation.policies import can_rule
from moderation.services.listing import end_force, put_in_force
from moderation.trials import Trial, try_link_limit, try_list, try_other_languages
from moderation.views.base import ModerationView


class _RuleView(ModerationView):
    """For those who set the rules."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let editors in; who isn't signed in is asked to."""
        if request.user.is_authenticated and not can_rule(request.user):
            raise PermissionDenied("Only editors set the rules")
        return super().dispatch(request, *args, **kwargs)


class ListTrialView(_RuleView):
    """What a list would have done, as it is written now."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Try the list."""
        word_list = get_object_or_404(WordList, pk=pk)
        editions = ListEdition.objects.in_force().select_related("begun_by")
        context = {
            "title": _("Trial of “%(name)s”") % {"name": word_list.name},
            "word_list": word_list,
            "outcome": word_list.outcome,
            "edition": editions.filter(word_list=word_list).first(),
        }
        return _draw(self, try_list(word_list), context)


class PutInForceView(_RuleView):
    """Lets a list apply as it is written."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put the list in force."""
        word_list = get_object_or_404(WordList, pk=pk)
        put_in_force(editor=self.moderator, word_list=word_list)
        messages.success(request, _("“%(name)s” is in force.") % {"name": word_list.name})
        return redirect("admin:moderation_wordlist_changelist")


class EndForceView(_RuleView):
    """Lets a list no longer apply."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the list out of force."""
        word_list = get_object_or_404(WordList, pk=pk)
        end_force(editor=self.moderator, word_list=word_list)
        messages.success(request, _("“%(name)s” is no longer in force.") % {"name": word_list.name})
        return redirect("admin:moderation_wordlist_changelist")


class LinkTrialView(_RuleView):
    """What another limit of links would have done."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Try the limit that is asked for, or show today's."""
        form = LinkLimitForm(request.GET if "most" in request.GET else None)
        most = ModerationSettings.current().most_links
        if form.is_bound and form.is_valid():
            most = form.cleaned_data["most"]
        context = {"title": _("Trial of the limit of links"), "form": form}
        return _draw(self, try_link_limit(most), context)


class LanguageTrialView(_RuleView):
    """What holding other languages would have done."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Try it."""
        return _draw(self, try_other_languages(), {"title": _("Trial of other languages")})


def _draw(view: ModerationView, trial: Trial, context: dict[str, Any]) -> HttpResponse:
    return view.draw("admin/moderation/trial.html", context | {"trial": trial})
