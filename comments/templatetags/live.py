"""What scripts of a page of comments say, in the reader's language."""

from collections.abc import Callable
from functools import cache

from django import template
from django.conf import settings
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

register = template.Library()

# A number for each of the categories that Unicode has for plurals; a browser knows which one a
# number of its own belongs to (``Intl.PluralRules``), and gettext knows the words for this one.
_SAMPLES = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}


@register.simple_tag
def live_words() -> SafeString:
    """Return the words and settings that the scripts of a thread need, as an element of data."""
    return _words(get_language(), settings.COMMENT_POLL_SECONDS)


@cache
def _words(_language: str | None, poll: int) -> SafeString:
    words = {
        "poll": poll,
        "new": _forms(lambda n: ngettext("%d new since %s", "%d new since %s", n)),
        "arrived": _forms(lambda n: ngettext("%d new comment", "%d new comments", n)),
        "elsewhere": _forms(
            lambda n: ngettext("%d more on another page", "%d more on other pages", n)
        ),
        "count": _forms(lambda n: ngettext("%d comment", "%d comments", n)),
        "answers": _forms(lambda n: ngettext("%d answer", "%d answers", n)),
        "badge": _("new"),
        "none": _("There are no more new comments."),
        "morning": _("this morning"),
        "afternoon": _("this afternoon"),
        "evening": _("this evening"),
        "yesterday": _("yesterday"),
        "conversation": _("Conversation"),
    }
    return json_script(words, "words")


def _forms(words: Callable[[int], str]) -> dict[str, str]:
    """Return the words for each kind of number; those that are like the rest are left out."""
    rest = words(_SAMPLES["other"])
    forms = {kind: words(sample) for kind, sample in _SAMPLES.items()}
    return {kind: form for kind, form in forms.items() if kind == "other" or form != rest}
