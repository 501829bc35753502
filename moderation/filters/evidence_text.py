"""Describe a screener's evidence to moderators."""

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

type Evidence = Mapping[str, object]

# Shown elsewhere: marks in the text, words as a list, bans with their own link.
_NOT_DESCRIBED = {"ban", "marks", "words"}
_MAX_LENGTH = 300


def describe_evidence(screener: str, evidence: Evidence) -> list[str]:
    """Return short phrases in the current language, such as "99% likely spam".

    Evidence from unknown screeners, or in a format that the screener no longer uses, is returned as
    "name: value".
    """
    if "error" in evidence:
        return [_("The check failed: %(error)s") % {"error": evidence["error"]}]
    describe = _DESCRIBERS.get(screener, _describe_values)
    try:
        return [phrase[:_MAX_LENGTH] for phrase in describe(evidence)]
    except (KeyError, TypeError, ValueError):
        return [phrase[:_MAX_LENGTH] for phrase in _describe_values(evidence)]


def _describe_values(evidence: Evidence) -> Iterator[str]:
    for name, value in evidence.items():
        if name not in _NOT_DESCRIBED:
            text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            yield f"{name.replace('_', ' ')}: {text}"


def _describe_spam_filter(evidence: Evidence) -> Iterator[str]:
    percent = int(100 * float(str(evidence["score"])))
    yield _("%(percent)d%% likely spam") % {"percent": percent}


def _describe_newcomer(evidence: Evidence) -> Iterator[str]:
    count = int(str(evidence["approved"]))
    text = ngettext(
        "%(count)d approved comment so far", "%(count)d approved comments so far", count
    )
    yield text % {"count": count}
    if evidence.get("unknown_browser"):
        yield _("Name and email of a regular commenter, but sent from another browser")


def _describe_changed_words(evidence: Evidence) -> Iterator[str]:
    count = int(str(evidence["changed"]))
    yield ngettext("%(count)d word changed", "%(count)d words changed", count) % {"count": count}


def _describe_word_list(evidence: Evidence) -> Iterator[str]:
    labels = {
        "text": _("text"),
        "name": _("name"),
        "website": _("website"),
        "links": _("links"),
    }
    places = [labels.get(place, place) for place in str(evidence["places"]).split(", ")]
    yield _("List: %(name)s") % {"name": evidence["list"]}
    yield _("Matches: %(terms)s") % {"terms": evidence["terms"]}
    yield _("Found in: %(places)s") % {"places": ", ".join(places)}


def _describe_link_count(evidence: Evidence) -> Iterator[str]:
    count = int(str(evidence["count"]))
    yield ngettext("%(count)d link", "%(count)d links", count) % {"count": count}


def _describe_links(evidence: Evidence) -> Iterator[str]:
    yield _("Links: %(links)s") % {"links": evidence["links"]}


def _describe_language(evidence: Evidence) -> Iterator[str]:
    yield _("%(language)s instead of %(expected)s") % {
        "language": _get_language_name(str(evidence["language"])),
        "expected": _get_language_name(str(evidence["expected"])),
    }


def _describe_impersonation(evidence: Evidence) -> Iterator[str]:
    yield _("The name contains “%(name)s”") % {"name": evidence["like"]}


def _describe_akismet(evidence: Evidence) -> Iterator[str]:
    if evidence["blatant"]:
        yield _("Blatant spam")


def _describe_external(evidence: Evidence) -> Iterator[str]:
    if evidence["note"]:
        yield str(evidence["note"])


def _describe_near_duplicate(evidence: Evidence) -> Iterator[str]:
    yield _("%(share)s similar to a comment by %(name)s") % {
        "share": evidence["alike"],
        "name": evidence["by"],
    }


def _describe_form_timing(evidence: Evidence) -> Iterator[str]:
    yield _("Sent %(seconds)s seconds after the form was opened") % {"seconds": evidence["seconds"]}


def _describe_honeypot(evidence: Evidence) -> Iterator[str]:
    yield _("The hidden field contains “%(text)s”") % {"text": evidence["filled"]}


def _describe_formatting(evidence: Evidence) -> Iterator[str]:
    shape = str(evidence["shape"])
    yield {
        "stacked marks": _("Stacked accents"),
        "repeated character": _("Repeated characters"),
        "unbroken text": _("Long text without spaces"),
        "all caps": _("All capitals"),
    }.get(shape, shape)


def _describe_nothing(evidence: Evidence) -> Iterator[str]:
    yield from ()


def _get_language_name(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


_DESCRIBERS: Mapping[str, Callable[[Evidence], Iterator[str]]] = {
    "akismet": _describe_akismet,
    "approved-text": _describe_changed_words,
    "external": _describe_external,
    "first-link": _describe_links,
    "form-timing": _describe_form_timing,
    "honeypot": _describe_honeypot,
    "impersonation": _describe_impersonation,
    "listed-domains": _describe_word_list,
    "listed-words": _describe_word_list,
    "many-links": _describe_link_count,
    "near-duplicates": _describe_near_duplicate,
    "new-commenter": _describe_newcomer,
    "other-language": _describe_language,
    "spam-filter": _describe_spam_filter,
    # Its evidence is the policy, which the label already names.
    "thread-moderated": _describe_nothing,
    "unusual-formatting": _describe_formatting,
}
