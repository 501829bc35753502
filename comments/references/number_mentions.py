"""Mentions of comment numbers in the text of a comment.

Examples: ``#101``, ``No. 101``, ``@101``, ``re: 101``, ``101 name``, or ``name @ 101``. A bare
number is ambiguous ("101 dalmatians", "in 2016"), so it counts as a reference only next to the name
of the numbered comment's author, after a mark such as ``#``, or alone on the first line.
"""

from collections.abc import Iterator

from comments.references import confidence
from comments.references.context import CommentContext
from comments.references.name_forms import MAX_NAME_WORDS, MIN_PREFIX_LENGTH
from comments.references.name_index import NameFit
from comments.references.resolver_types import CommentInput, Cue, ResolvedReference
from comments.references.words import Word, split_name

MAX_DIGITS = 5
MAX_MARK_LENGTH = 4  # "@" or "#" and the spaces after it
MARK_WORDS = frozenset(
    [
        "no",
        "nr",
        "num",
        "re",
        "comment",
        "comments",
        "post",
        "kommentar",
        "commentaire",
        "comentario",
        "nº",
        "№",
        "n",
    ]
)
# Words that make a number a quantity: "@ 5 pm", "#3 times".
UNITS = frozenset(
    [
        "am",
        "pm",
        "p",
        "a",
        "h",
        "hr",
        "hrs",
        "hours",
        "minutes",
        "min",
        "sec",
        "km",
        "m",
        "cm",
        "mm",
        "ft",
        "mph",
        "kph",
        "fps",
        "dpi",
        "gb",
        "mb",
        "kb",
        "mhz",
        "ghz",
        "k",
        "c",
        "f",
        "degrees",
        "percent",
        "usd",
        "eur",
        "dollars",
        "euros",
        "years",
        "days",
        "weeks",
        "months",
        "times",
        "people",
        "x",
        "th",
        "st",
        "nd",
        "rd",
    ]
)
# Words that make a number a rank: "the #1 problem", "#1 in my book".
OWNERS = frozenset(["a", "an", "the", "my", "your", "his", "her", "its", "our", "their", "s"])
RANKED = frozenset(
    ["in", "fan", "reason", "rule", "choice", "priority", "problem", "issue", "best"]
)
# Allowed between a name and its number, ignoring spaces.
LINKS = frozenset(["", "@", "#", "/", "|", ",", "(", "(@", "(#", ">", "-", "–", ":", "no.", "at"])
LINK_WORDS = frozenset(["at", "re", "no", "nr", "post", "comment"])
JOINS = frozenset([",", "/", "&", "+", "and", ",@", "/@", "&@", ",#", "/#", "&#"])
# A number directly followed by these is part of something else.
TAILS = frozenset(".:-'’")
CLOSERS = frozenset(["", *".,:;)!?-–/&\n"])
MEASURES = frozenset("%€°$")


def find_numbers(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find comments addressed by number."""
    listed_at = -1
    for line in context.own_lines:
        for index in range(line.first, line.stop):
            if not _is_candidate(context, index):
                continue
            found = (
                _match_with_name(context, index)
                or _match_marked(context, index, at_line_start=index == line.first)
                or _match_in_list(context, index, listed_at)
            )
            if found:
                listed_at = index
                yield found
    yield from _match_alone(context)


def _is_candidate(context: CommentContext, index: int) -> bool:
    """Check whether the word at ``index`` can be the number of an earlier comment."""
    word = context.words[index]
    if not word.is_number or len(word.key) > MAX_DIGITS:
        return False
    number = int(word.key)
    # 0 is a comment number only in threads that start at 0.
    if number >= context.comment.number or (not number and 0 not in context.thread.by_number):
        return False
    tail = context.text[word.end : word.end + 2]
    return tail[:1] not in MEASURES and not (tail[:1] in TAILS and tail[1:2].isalnum())


def _match_with_name(context: CommentContext, index: int) -> ResolvedReference | None:
    """Match ``101 name`` and ``name @ 101`` if ``name`` is the author of comment 101."""
    target = int(context.words[index].key)
    author = context.thread.by_number.get(target)
    if author:
        longest = min(len(split_name(author.author)), MAX_NAME_WORDS)
    else:
        longest = MAX_NAME_WORDS if _get_mark(context, index) in {"@", "#", "|"} else 0
    for first, stop in _iterate_neighbors(context, index, longest):
        keys = tuple(word.key for word in context.words[first:stop])
        if _is_name_of(context, author, keys):
            name = context.text[context.words[first].start : context.words[stop - 1].end]
            span = min(first, index), max(stop, index + 1)
            return _build_reference(
                context, *span, target, score=confidence.NUMBER_WITH_NAME, name=name
            )
    return None


def _iterate_neighbors(
    context: CommentContext, index: int, longest: int
) -> Iterator[tuple[int, int]]:
    """Yield the ranges of up to ``longest`` words before and after the number, longest first."""
    if _get_separator(context, index) in LINKS:
        stop = index
        if stop > 1 and context.words[stop - 1].key in LINK_WORDS:
            stop -= 1
        for first in range(max(0, stop - longest), stop):
            yield first, stop
    if _get_separator(context, index + 1) in LINKS:
        for stop in range(min(index + 1 + longest, len(context.words)), index + 1, -1):
            yield index + 1, stop


def _get_separator(context: CommentContext, index: int) -> str:
    """Return the text between the word at ``index`` and the previous word, without spaces.

    If that text contains a newline, return only the newline.
    """
    gap = context.get_gap(index)
    return "\n" if "\n" in gap else "".join(gap.split())


def _is_name_of(
    context: CommentContext, author: CommentInput | None, keys: tuple[str, ...]
) -> bool:
    """Check whether ``keys`` are a name of the addressed comment's author.

    If that comment is missing (``author`` is None), check whether they are any known person's name.
    """
    if author is None:
        find = context.thread.names.find
        return find(keys, source=context.entry, fits=(NameFit.WHOLE,)) is not None
    name_words = split_name(author.author)
    if keys == name_words[: len(keys)] or keys == ("".join(name_words),):
        return True
    is_long = len(keys[0]) >= MIN_PREFIX_LENGTH
    return len(keys) == 1 and is_long and name_words[0].startswith(keys[0])


def _get_mark(context: CommentContext, index: int) -> str:
    """Return the mark before the word at ``index``, or an empty string.

    A mark is ``@``, ``#``, ``|``, or a word such as "no" or "comment".
    """
    gap = context.get_gap(index)
    if "\n" in gap:
        gap = gap[gap.rindex("\n") + 1 :]
    sign = gap.rstrip()[-1:]
    if sign in {"@", "|"} or (sign == "#" and gap.endswith("#") and _starts_word(context, index)):
        return sign
    if sign == ">" and context.text.startswith("<", context.words[index].end):
        return "#"
    before = context.words[index - 1].key if index else ""
    near = {"", ".", ":", "#", "°"} if _opens_reference(context, index) else {"", ".", ":", "#"}
    is_near = gap.strip() in near and "\n" not in context.get_gap(index)
    return before if before in MARK_WORDS and is_near else ""


def _opens_reference(context: CommentContext, index: int) -> bool:
    """Check whether a mark such as ``n°`` before ``index`` can introduce a comment number.

    It can at the start of a line or after a word such as "commentaire". Elsewhere, ``n°8`` may be
    part of a postal address.
    """
    line = context.get_line(context.words[index].start)
    return line.first == index - 1 or (index > 1 and context.words[index - 2].key in MARK_WORDS)


def _starts_word(context: CommentContext, index: int) -> bool:
    """Check whether the ``#`` before ``index`` starts a word and isn't part of a URL."""
    position = context.words[index].start - 2
    return position < 0 or not (
        context.text[position].isalnum() or context.text[position] in "/=&?.-_"
    )


def _match_marked(
    context: CommentContext, index: int, *, at_line_start: bool
) -> ResolvedReference | None:
    target = int(context.words[index].key)
    mark = _get_mark(context, index)
    if not mark or mark == "|" or _is_quantity(context.words, index):
        return None
    if mark == "#" and _is_rank(context, index):
        return None
    if target in context.thread.by_number or (
        (mark == "@" or at_line_start) and target > 0 and _is_missing_before(context, target)
    ):
        return _build_reference(context, index, index + 1, target, score=confidence.NUMBER_MARKED)
    return None


def _is_missing_before(context: CommentContext, target: int) -> bool:
    """Check whether ``target`` is missing because the known part of the thread starts after it."""
    return target < context.thread.comments[0].number


def _is_quantity(words: list[Word], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].key in UNITS


def _is_rank(context: CommentContext, index: int) -> bool:
    """Check whether ``#1`` is a rank ("my #1 problem") rather than a comment ("the #1 post")."""
    is_last = context.get_gap(index + 1) != " "
    following = "" if is_last or index + 1 == len(context.words) else context.words[index + 1].key
    if not following or following in MARK_WORDS:
        return False
    is_owned = (
        index > 0 and context.get_gap(index) == " #" and context.words[index - 1].key in OWNERS
    )
    return is_owned or (context.words[index].key == "1" and following in RANKED)


def _match_in_list(context: CommentContext, index: int, listed_at: int) -> ResolvedReference | None:
    """Match the next number in a list, such as 105 in ``@102, 105`` or ``#102 and #105``."""
    if listed_at < 0 or index - listed_at > 2:
        return None
    word = context.words[index]
    between = context.text[context.words[listed_at].end : word.start]
    is_closed = context.text[word.end : word.end + 1] in CLOSERS
    target = int(word.key)
    if "".join(between.split()) in JOINS and is_closed and target in context.thread.by_number:
        return _build_reference(context, index, index + 1, target, score=confidence.NUMBER_MARKED)
    return None


def _match_alone(context: CommentContext) -> Iterator[ResolvedReference]:
    """Match a number that is the only word on the first line."""
    if not context.own_lines:
        return
    line = context.own_lines[0]
    if line.stop - line.first != 1 or len(context.lines) < 2:
        return
    target = int(context.words[line.first].key) if _is_candidate(context, line.first) else -1
    if target in context.thread.by_number and line.end - line.start <= MAX_DIGITS + 4:
        yield _build_reference(
            context, line.first, line.stop, target, score=confidence.NUMBER_ALONE
        )


def _build_reference(
    context: CommentContext, first: int, stop: int, target: int, *, score: float, name: str = ""
) -> ResolvedReference:
    start, end = context.words[first].start, context.words[stop - 1].end
    before = context.text[max(0, start - MAX_MARK_LENGTH) : start].rstrip(" ")
    if before.endswith(("@", "#")):
        start = context.text.rindex(before[-1], 0, start)
    return context.build_reference(
        target,
        name=name,
        cue=Cue.NUMBER,
        confidence=score,
        span=(start, end),
    )
