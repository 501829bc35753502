"""Translations and settings for the scripts on comment pages."""

from collections.abc import Callable
from functools import cache

from django import template
from django.conf import settings
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

register = template.Library()

# A sample number for each of Unicode's plural categories. The browser finds a number's category
# (``Intl.PluralRules``), and gettext finds the form for the category's sample.
_SAMPLES = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}


@register.simple_tag
def script_strings() -> SafeString:
    """Return the strings and settings that a thread's scripts need, as a JSON script element."""
    return _build_strings(get_language(), settings.COMMENT_POLL_SECONDS)


@cache
def _build_strings(_language: str | None, poll: int) -> SafeString:
    strings = {
        "poll": poll,
        "newSince": _get_plural_forms(lambda n: ngettext("%d new since %s", "%d new since %s", n)),
        "newComments": _get_plural_forms(
            lambda n: ngettext("%d new comment", "%d new comments", n)
        ),
        "onOtherPages": _get_plural_forms(
            lambda n: ngettext("%d more on another page", "%d more on other pages", n)
        ),
        "count": _get_plural_forms(lambda n: ngettext("%d comment", "%d comments", n)),
        "replies": _get_plural_forms(lambda n: ngettext("%d reply", "%d replies", n)),
        "newBadge": _("New"),
        "noMore": _("No more new comments."),
        "morning": _("this morning"),
        "afternoon": _("this afternoon"),
        "evening": _("this evening"),
        "yesterday": _("yesterday"),
        "conversation": _("Show conversation"),
    }
    return json_script(strings, "script-strings")


def _get_plural_forms(translate: Callable[[int], str]) -> dict[str, str]:
    """Return the string for each plural category, omitting those equal to the one for ``other``."""
    other = translate(_SAMPLES["other"])
    forms = {category: translate(sample) for category, sample in _SAMPLES.items()}
    return {
        category: form for category, form in forms.items() if category == "other" or form != other
    }
