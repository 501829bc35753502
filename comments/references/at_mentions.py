"""Names after an ``@``: ``@name``, ``@ name / name``, ``@name1, @name2``."""

import re
from collections.abc import Iterator

from comments.references import confidence
from comments.references.article_author import resolve_addressees
from comments.references.context import CommentContext, Line, NameOccurrence
from comments.references.name_index import EXACT_FITS, MARKED_FITS, NameFit
from comments.references.resolver_types import Cue, ResolvedReference
from core.urls_in_text import NEVER_IN_URL

# "example.org/@bob" and "RT @bob" refer to accounts on other sites.
URL_START = re.compile(rf"(?:https?://|www\.|\w\.\w+/)[^{NEVER_IN_URL}@]*$", re.IGNORECASE)
MAX_URL_LENGTH = 100
REPOST_MARKERS = frozenset(["rt", "via"])
SEPARATORS = frozenset(["/", ",", "&", "+", "and", ",and", "und", "et", "y", ";"])


def find_at_mentions(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find people mentioned with ``@``. After an ``@``, even everyday words can be names."""
    for line in context.own_lines:
        index = line.first
        while index < line.stop:
            if not _is_marked(context, index):
                index += 1
                continue
            name = context.find_name(index, MARKED_FITS, run_together=True)
            while name and not _is_own_account(context, name):
                yield from _build_references(context, name)
                index = name.stop - 1
                name = _get_next_in_list(context, name, line)
            index += 1


def _is_marked(context: CommentContext, index: int) -> bool:
    """Check whether the word at ``index`` follows an ``@`` outside email addresses and URLs."""
    start = context.words[index].start
    before = context.text[max(0, start - 3) : start].rstrip(" ")
    if not before.endswith("@"):
        return False
    position = context.text.rindex("@", 0, start)
    if position and (context.text[position - 1].isalnum() or context.text[position - 1] in "._+"):
        return False
    return not _is_other_site(context, index, position)


def _is_other_site(context: CommentContext, index: int, position: int) -> bool:
    """Check whether the ``@`` at ``position`` marks an account on another site."""
    if index and context.words[index - 1].key in REPOST_MARKERS:
        return True
    return bool(URL_START.search(context.text[max(0, position - MAX_URL_LENGTH) : position]))


def _is_own_account(context: CommentContext, name: NameOccurrence) -> bool:
    """Check whether ``name`` is the author's own name and only loosely matches another byline.

    If so, the author means their own account on another site.
    """
    return context.is_own_name(name) and name.match.fit > NameFit.FIRST


def _get_next_in_list(
    context: CommentContext, name: NameOccurrence, line: Line
) -> NameOccurrence | None:
    """Return the next name in a list that starts with ``@``, such as ``@Ann, Bob``."""
    for first in range(name.stop, min(name.stop + 2, line.stop)):
        between = context.text[context.words[name.stop - 1].end : context.words[first].start]
        if "".join(between.split()).lower() in SEPARATORS:
            following = context.find_name(first, EXACT_FITS)
            return following if following and context.is_plausible_name(following) else None
    return None


def _build_references(context: CommentContext, name: NameOccurrence) -> Iterator[ResolvedReference]:
    score = confidence.AT * confidence.FIT[name.match.fit]
    for addressee in resolve_addressees(context, name) or [name]:
        yield context.build_name_reference(addressee, cue=Cue.AT, confidence=score)
