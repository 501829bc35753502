"""Comment numbers: ``#101``, ``No. 101``, ``@101``, ``re: 101``, ``101 name``, ``name @ 101``.

A bare number says nothing ("101 dalmatians", "in 2016"): it counts beside the name of that very
comment's author, behind a mark, or alone on the first line.
"""

from collections.abc import Iterator

from comments.references import confidence
from comments.references.context import CommentContext
from comments.references.name_index import LONGEST_NAME, SHORTEST_BEGINNING, NameFit
from comments.references.resolver_types import CommentInput, Cue, ResolvedReference
from comments.references.words import Word, split_name

LONGEST_NUMBER = 5  # digits
LONGEST_MARK = 4  # "@" or "#" and the spaces behind it
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
# "@ 5 pm" and "#3 times" measure and count: such a word makes a number a quantity.
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
# "The #1 problem" and "#1 in my book" rank: so do these before a "#", and after the first place.
OWNERS = frozenset(["a", "an", "the", "my", "your", "his", "her", "its", "our", "their", "s"])
RANKED = frozenset(
    ["in", "fan", "reason", "rule", "choice", "priority", "problem", "issue", "best"]
)
# What may stand between a name and its number, spaces aside.
LINKS = frozenset(["", "@", "#", "/", "|", ",", "(", "(@", "(#", ">", "-", "–", ":", "no.", "at"])
LINK_WORDS = frozenset(["at", "re", "no", "nr", "post", "comment"])
JOINS = frozenset([",", "/", "&", "+", "and", ",@", "/@", "&@", ",#", "/#", "&#"])
# A number with one of these close behind it is a part of something else.
TAILS = frozenset(".:-'’")
CLOSERS = frozenset(["", *".,:;)!?-–/&\n"])
MEASURES = frozenset("%€°$")


def find_numbers(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find the comments addressed by number."""
    listed_at = -1
    for line in context.own_lines:
        for index in range(line.first, line.stop):
            if not _may_be_number(context, index):
                continue
            found = (
                _named(context, index)
                or _marked(context, index, at_line_start=index == line.first)
                or _listed(context, index, listed_at)
            )
            if found:
                listed_at = index
                yield found
    yield from _alone(context)


def _may_be_number(context: CommentContext, index: int) -> bool:
    """Whether word ``index`` is a number of a comment before this one."""
    word = context.words[index]
    if not word.is_number or len(word.key) > LONGEST_NUMBER:
        return False
    number = int(word.key)
    # Nothing stands before the first comment, unless a thread is counted from nought.
    if number >= context.comment.number or (not number and 0 not in context.thread.by_number):
        return False
    tail = context.text[word.end : word.end + 2]
    return tail[:1] not in MEASURES and not (tail[:1] in TAILS and tail[1:2].isalnum())


def _named(context: CommentContext, index: int) -> ResolvedReference | None:
    """Find ``101 name`` and ``name @ 101``, where the name is that comment's author's."""
    target = int(context.words[index].key)
    author = context.thread.by_number.get(target)
    if author:
        longest = min(len(split_name(author.author)), LONGEST_NAME)
    else:
        longest = LONGEST_NAME if _mark(context, index) in {"@", "#", "|"} else 0
    for first, stop in _neighbours(context, index, longest):
        keys = tuple(word.key for word in context.words[first:stop])
        if _is_called(context, author, keys):
            name = context.text[context.words[first].start : context.words[stop - 1].end]
            span = min(first, index), max(stop, index + 1)
            return _found(context, *span, target, sure=confidence.NUMBER_WITH_NAME, name=name)
    return None


def _neighbours(context: CommentContext, index: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of up to ``longest`` words that touch the number, the longest first."""
    if _joint(context, index) in LINKS:
        stop = index
        if stop > 1 and context.words[stop - 1].key in LINK_WORDS:
            stop -= 1
        for first in range(max(0, stop - longest), stop):
            yield first, stop
    if _joint(context, index + 1) in LINKS:
        for stop in range(min(index + 1 + longest, len(context.words)), index + 1, -1):
            yield index + 1, stop


def _joint(context: CommentContext, index: int) -> str:
    """Return what stands before word ``index`` without its spaces; a line break stays."""
    gap = context.get_gap(index)
    return "\n" if "\n" in gap else "".join(gap.split())


def _is_called(context: CommentContext, author: CommentInput | None, keys: tuple[str, ...]) -> bool:
    """Whether ``keys`` name ``author``, or somebody known where the comment is missing."""
    if author is None:
        find = context.thread.names.find
        return find(keys, asker=context.entry, ways=(NameFit.WHOLE,)) is not None
    theirs = split_name(author.author)
    if keys == theirs[: len(keys)] or keys == ("".join(theirs),):
        return True
    is_long = len(keys[0]) >= SHORTEST_BEGINNING
    return len(keys) == 1 and is_long and theirs[0].startswith(keys[0])


def _mark(context: CommentContext, index: int) -> str:
    """Return the mark before word ``index``: ``@``, ``#``, ``|`` or one of ``MARK_WORDS``."""
    gap = context.get_gap(index)
    if "\n" in gap:
        gap = gap[gap.rindex("\n") + 1 :]
    sign = gap.rstrip()[-1:]
    if sign in {"@", "|"} or (sign == "#" and gap.endswith("#") and _stands_free(context, index)):
        return sign
    if sign == ">" and context.text.startswith("<", context.words[index].end):
        return "#"
    before = context.words[index - 1].key if index else ""
    near = {"", ".", ":", "#", "°"} if _opens_reference(context, index) else {"", ".", ":", "#"}
    is_near = gap.strip() in near and "\n" not in context.get_gap(index)
    return before if before in MARK_WORDS and is_near else ""


def _opens_reference(context: CommentContext, index: int) -> bool:
    """Whether ``n°8`` opens a line or follows "commentaire"; elsewhere it may be a house's."""
    line = context.get_line(context.words[index].start)
    return line.first == index - 1 or (index > 1 and context.words[index - 2].key in MARK_WORDS)


def _stands_free(context: CommentContext, index: int) -> bool:
    """Whether the ``#`` before word ``index`` begins a word and is no part of an address."""
    place = context.words[index].start - 2
    return place < 0 or not (context.text[place].isalnum() or context.text[place] in "/=&?.-_")


def _marked(
    context: CommentContext, index: int, *, at_line_start: bool
) -> ResolvedReference | None:
    target = int(context.words[index].key)
    mark = _mark(context, index)
    if not mark or mark == "|" or _counts_something(context.words, index):
        return None
    if mark == "#" and _ranks(context, index):
        return None
    if target in context.thread.by_number or (
        (mark == "@" or at_line_start) and target > 0 and _is_missing_before(context, target)
    ):
        return _found(context, index, index + 1, target, sure=confidence.NUMBER_MARKED)
    return None


def _is_missing_before(context: CommentContext, target: int) -> bool:
    """Whether the thread as given starts after ``target``, as on a later page of it."""
    return target < context.thread.comments[0].number


def _counts_something(words: list[Word], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].key in UNITS


def _ranks(context: CommentContext, index: int) -> bool:
    """Whether ``#1`` is a place in some order of things, which "the #1 post" is not."""
    is_last = context.get_gap(index + 1) != " "
    following = "" if is_last or index + 1 == len(context.words) else context.words[index + 1].key
    if not following or following in MARK_WORDS:
        return False
    is_owned = (
        index > 0 and context.get_gap(index) == " #" and context.words[index - 1].key in OWNERS
    )
    return is_owned or (context.words[index].key == "1" and following in RANKED)


def _listed(context: CommentContext, index: int, listed_at: int) -> ResolvedReference | None:
    """Find the second number of ``@102, 105`` and ``#102 and #105``."""
    if listed_at < 0 or index - listed_at > 2:
        return None
    word = context.words[index]
    between = context.text[context.words[listed_at].end : word.start]
    is_closed = context.text[word.end : word.end + 1] in CLOSERS
    target = int(word.key)
    if "".join(between.split()) in JOINS and is_closed and target in context.thread.by_number:
        return _found(context, index, index + 1, target, sure=confidence.NUMBER_MARKED)
    return None


def _alone(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find a number that has the first line to itself."""
    if not context.own_lines:
        return
    line = context.own_lines[0]
    if line.stop - line.first != 1 or len(context.lines) < 2:
        return
    target = int(context.words[line.first].key) if _may_be_number(context, line.first) else -1
    if target in context.thread.by_number and line.end - line.start <= LONGEST_NUMBER + 4:
        yield _found(context, line.first, line.stop, target, sure=confidence.NUMBER_ALONE)


def _found(
    context: CommentContext, first: int, stop: int, target: int, *, sure: float, name: str = ""
) -> ResolvedReference:
    start, end = context.words[first].start, context.words[stop - 1].end
    before = context.text[max(0, start - LONGEST_MARK) : start].rstrip(" ")
    if before.endswith(("@", "#")):
        start = context.text.rindex(before[-1], 0, start)
    return context.build_reference(
        target,
        name=name,
        cue=Cue.NUMBER,
        confidence=sure,
        span=(start, end),
    )
