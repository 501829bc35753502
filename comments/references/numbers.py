"""Comment numbers: ``#101``, ``No. 101``, ``@101``, ``re: 101``, ``101 name``, ``name @ 101``.

A bare number says nothing ("101 dalmatians", "in 2016"): it counts beside the name of that very
comment's author, behind a mark, or alone on the first line.
"""

from collections.abc import Iterator

from comments.references import confidence
from comments.references.found import Cue, Found, Utterance
from comments.references.names import LONGEST_NAME, SHORTEST_BEGINNING, Way
from comments.references.reading import Reading
from comments.references.words import Word, name_keys

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


def read_numbers(reading: Reading) -> Iterator[Found]:
    """Find the comments addressed by number."""
    listed_at = -1
    for line in reading.own_lines:
        for index in range(line.first, line.stop):
            if not _may_be_number(reading, index):
                continue
            found = (
                _named(reading, index)
                or _marked(reading, index, at_line_start=index == line.first)
                or _listed(reading, index, listed_at)
            )
            if found:
                listed_at = index
                yield found
    yield from _alone(reading)


def _may_be_number(reading: Reading, index: int) -> bool:
    """Whether word ``index`` is a number of a comment before this one."""
    word = reading.words[index]
    if not word.is_number or len(word.key) > LONGEST_NUMBER:
        return False
    number = int(word.key)
    # Nothing stands before the first comment, unless a thread is counted from nought.
    if number >= reading.utterance.number or (not number and 0 not in reading.memory.by_number):
        return False
    tail = reading.text[word.end : word.end + 2]
    return tail[:1] not in MEASURES and not (tail[:1] in TAILS and tail[1:2].isalnum())


def _named(reading: Reading, index: int) -> Found | None:
    """Find ``101 name`` and ``name @ 101``, where the name is that comment's author's."""
    target = int(reading.words[index].key)
    author = reading.memory.by_number.get(target)
    if author:
        longest = min(len(name_keys(author.author)), LONGEST_NAME)
    else:
        longest = LONGEST_NAME if _mark(reading, index) in {"@", "#", "|"} else 0
    for first, stop in _neighbours(reading, index, longest):
        keys = tuple(word.key for word in reading.words[first:stop])
        if _is_called(reading, author, keys):
            name = reading.text[reading.words[first].start : reading.words[stop - 1].end]
            span = min(first, index), max(stop, index + 1)
            return _found(reading, *span, target, sure=confidence.NUMBER_WITH_NAME, name=name)
    return None


def _neighbours(reading: Reading, index: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of up to ``longest`` words that touch the number, the longest first."""
    if _joint(reading, index) in LINKS:
        stop = index
        if stop > 1 and reading.words[stop - 1].key in LINK_WORDS:
            stop -= 1
        for first in range(max(0, stop - longest), stop):
            yield first, stop
    if _joint(reading, index + 1) in LINKS:
        for stop in range(min(index + 1 + longest, len(reading.words)), index + 1, -1):
            yield index + 1, stop


def _joint(reading: Reading, index: int) -> str:
    """Return what stands before word ``index`` without its spaces; a line break stays."""
    gap = reading.gap(index)
    return "\n" if "\n" in gap else "".join(gap.split())


def _is_called(reading: Reading, author: Utterance | None, keys: tuple[str, ...]) -> bool:
    """Whether ``keys`` name ``author``, or somebody known where the comment is missing."""
    if author is None:
        find = reading.memory.directory.find
        return find(keys, asker=reading.asker, ways=(Way.WHOLE,)) is not None
    theirs = name_keys(author.author)
    if keys == theirs[: len(keys)] or keys == ("".join(theirs),):
        return True
    is_long = len(keys[0]) >= SHORTEST_BEGINNING
    return len(keys) == 1 and is_long and theirs[0].startswith(keys[0])


def _mark(reading: Reading, index: int) -> str:
    """Return the mark before word ``index``: ``@``, ``#``, ``|`` or one of ``MARK_WORDS``."""
    gap = reading.gap(index)
    if "\n" in gap:
        gap = gap[gap.rindex("\n") + 1 :]
    sign = gap.rstrip()[-1:]
    if sign in {"@", "|"} or (sign == "#" and gap.endswith("#") and _stands_free(reading, index)):
        return sign
    if sign == ">" and reading.text.startswith("<", reading.words[index].end):
        return "#"
    before = reading.words[index - 1].key if index else ""
    near = {"", ".", ":", "#", "°"} if _opens_reference(reading, index) else {"", ".", ":", "#"}
    is_near = gap.strip() in near and "\n" not in reading.gap(index)
    return before if before in MARK_WORDS and is_near else ""


def _opens_reference(reading: Reading, index: int) -> bool:
    """Whether ``n°8`` opens a line or follows "commentaire"; elsewhere it may be a house's."""
    line = reading.line_at(reading.words[index].start)
    return line.first == index - 1 or (index > 1 and reading.words[index - 2].key in MARK_WORDS)


def _stands_free(reading: Reading, index: int) -> bool:
    """Whether the ``#`` before word ``index`` begins a word and is no part of an address."""
    place = reading.words[index].start - 2
    return place < 0 or not (reading.text[place].isalnum() or reading.text[place] in "/=&?.-_")


def _marked(reading: Reading, index: int, *, at_line_start: bool) -> Found | None:
    target = int(reading.words[index].key)
    mark = _mark(reading, index)
    if not mark or mark == "|" or _counts_something(reading.words, index):
        return None
    if mark == "#" and _ranks(reading, index):
        return None
    if target in reading.memory.by_number or (
        (mark == "@" or at_line_start) and target > 0 and _is_missing_before(reading, target)
    ):
        return _found(reading, index, index + 1, target, sure=confidence.NUMBER_MARKED)
    return None


def _is_missing_before(reading: Reading, target: int) -> bool:
    """Whether the thread as given starts after ``target``, as on a later page of it."""
    return target < reading.memory.utterances[0].number


def _counts_something(words: list[Word], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].key in UNITS


def _ranks(reading: Reading, index: int) -> bool:
    """Whether ``#1`` is a place in some order of things, which "the #1 post" is not."""
    is_last = reading.gap(index + 1) != " "
    following = "" if is_last or index + 1 == len(reading.words) else reading.words[index + 1].key
    if not following or following in MARK_WORDS:
        return False
    is_owned = index > 0 and reading.gap(index) == " #" and reading.words[index - 1].key in OWNERS
    return is_owned or (reading.words[index].key == "1" and following in RANKED)


def _listed(reading: Reading, index: int, listed_at: int) -> Found | None:
    """Find the second number of ``@102, 105`` and ``#102 and #105``."""
    if listed_at < 0 or index - listed_at > 2:
        return None
    word = reading.words[index]
    between = reading.text[reading.words[listed_at].end : word.start]
    is_closed = reading.text[word.end : word.end + 1] in CLOSERS
    target = int(word.key)
    if "".join(between.split()) in JOINS and is_closed and target in reading.memory.by_number:
        return _found(reading, index, index + 1, target, sure=confidence.NUMBER_MARKED)
    return None


def _alone(reading: Reading) -> Iterator[Found]:
    """Find a number that has the first line to itself."""
    if not reading.own_lines:
        return
    line = reading.own_lines[0]
    if line.stop - line.first != 1 or len(reading.lines) < 2:
        return
    target = int(reading.words[line.first].key) if _may_be_number(reading, line.first) else -1
    if target in reading.memory.by_number and line.end - line.start <= LONGEST_NUMBER + 4:
        yield _found(reading, line.first, line.stop, target, sure=confidence.NUMBER_ALONE)


def _found(
    reading: Reading, first: int, stop: int, target: int, *, sure: float, name: str = ""
) -> Found:
    start, end = reading.words[first].start, reading.words[stop - 1].end
    before = reading.text[max(0, start - LONGEST_MARK) : start].rstrip(" ")
    if before.endswith(("@", "#")):
        start = reading.text.rindex(before[-1], 0, start)
    return reading.reference(
        target,
        name=name,
        cue=Cue.NUMBER,
        confidence=sure,
        span=(start, end),
    )
