"""What was changed in a text, word by word, as HTML."""

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from comments.models import Comment, CommentRevision

# Words with the space behind them, so that the texts come out as they were.
_WORD = re.compile(r"\s+|[^\s]+\s*")
# Two texts that share less than this are told apart as wholes; finding what little they have in
# common would take time that grows with the product of their lengths.
_MOST = 600


@dataclass(frozen=True, slots=True)
class Change:
    """One change that an author made or wanted: when, what became of it, and what it changes."""

    at: dt.datetime
    label: str
    difference: SafeString
    waits: bool = False


def texts_of(comment: Comment) -> list[Change]:
    """Return all changes of a comment, the oldest first. One query.

    A former text is compared with the one that took its place, a proposed one with the one that
    stood then.
    """
    states = CommentRevision.State
    changes: list[Change] = []
    after = comment.source
    # An accepted one shows as the change of the former text that made room for it.
    for revision in reversed(comment.revisions.exclude(state=states.ACCEPTED).oldest_first()):
        if revision.state == states.FORMER:
            shown, after = difference(revision.source, after), revision.source
        else:
            shown = difference(after, revision.source)
        waits = revision.state == states.WAITING
        changes.append(Change(revision.made_at, revision.get_state_display(), shown, waits))
    return changes[::-1]


def difference(before: str, after: str) -> SafeString:
    """Return ``after`` with what is new in ``<ins>``, and what went from ``before`` in ``<del>``.

    Both are escaped. Words are the smallest thing that is compared.
    """
    parts = _parts(_WORD.findall(before), _WORD.findall(after))
    return format_html_join("", "{}", ((part,) for part in parts))


def _parts(before: Sequence[str], after: Sequence[str]) -> Iterator[SafeString]:
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    yield _text("{}", after[:start])
    yield from _changes(before[start : len(before) - end], after[start : len(after) - end])
    yield _text("{}", after[len(after) - end :])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[SafeString]:
    if max(len(before), len(after)) > _MOST:
        yield _text("<del>{}</del>", before)
        yield _text("<ins>{}</ins>", after)
        return
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            yield _text("{}", after[j:j_end])
        else:
            yield _text("<del>{}</del>", before[i:i_end])
            yield _text("<ins>{}</ins>", after[j:j_end])


def _text(form: str, words: Sequence[str]) -> SafeString:
    return format_html(form if words else "{}", "".join(words))
