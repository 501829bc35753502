"""Calls at the head of a line: ``Hi Ann,``, ``Dear Lu and Hank,``, ``Thanks, Ann``, ``Ann - ``."""

from collections.abc import Iterator

from comments.references import confidence
from comments.references.article_author import resolve_addressee
from comments.references.context import CommentContext, Line, NameOccurrence
from comments.references.name_index import ALL_FITS, EXACT_FITS, PART_FITS, NameFit
from comments.references.resolver_types import CommentInput, Cue, ResolvedReference
from comments.references.vocabulary import (
    CROWDS,
    FILLERS,
    FOLLOWERS,
    GIVEN_NAMES,
    GREETINGS,
    JOINERS,
    NAMELESS,
    OPENERS,
    ORDINARY_WORDS,
)
from comments.references.words import split_name

LONGEST_PHRASE = 4
MOST_FILLERS = 3
CALL_MARKS = (",", ":", ";", "!", "?", "...", "…", "--", "–", "—", " -")
# Behind these even a word without a capital is a name, if it is one.
STRONG_MARKS = (":", "--", " -", "–", "—", " –", " —")
# French sets a space before these, often one that doesn't break.
SPACED_MARKS = (":", ";", "!", "?")
SPACES = " \u00a0\u202f"
# Forms that also fit other words; such a name must be set apart.
APART_WAYS = (NameFit.PET, NameFit.BEGINNING)
BARE_WAYS = (*EXACT_FITS, *APART_WAYS, NameFit.TYPO)


def find_salutations(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find the people whom a line calls by name at its head."""
    for line in context.own_lines:
        if line.first == line.stop:
            continue
        yield from _stranger(context, line)
        for call, sure in _calls(context, line):
            if settled := resolve_addressee(context, call):
                sure_so = sure * confidence.FIT[settled.match.way]
                yield context.build_name_reference(settled, cue=Cue.SALUTATION, confidence=sure_so)


def _stranger(context: CommentContext, line: Line) -> Iterator[ResolvedReference]:
    """Find whom the host greets by a name that no byline shows: the comment right before.

    Hosts answer one by one and know people by names that their bylines don't have.
    """
    before = context.previous
    if line is not context.own_lines[0] or before is None or not _hosts_reader(context, before):
        return
    index = line.first + _phrase(context, line.first, line, GREETINGS)
    if index in {line.first, line.stop} or context.find_name(index, ALL_FITS, run_together=True):
        return
    word = context.words[index]
    mine = split_name(context.comment.author)
    if word.is_capitalised and word.key not in CROWDS | ORDINARY_WORDS and word.key not in mine:
        yield context.build_reference(
            before.number,
            name=word.typed,
            cue=Cue.SALUTATION,
            confidence=confidence.UNKNOWN_NAME,
            span=(word.start, word.end),
        )


def _hosts_reader(context: CommentContext, before: CommentInput) -> bool:
    """Whether the host speaks here, and a reader spoke before."""
    return context.thread.is_article_author(
        context.comment
    ) and not context.thread.is_article_author(before)


def _calls(context: CommentContext, line: Line) -> Iterator[tuple[NameOccurrence, float]]:
    """Yield whom the line calls, and how sure the way of calling is."""
    call, sure = _greeted(context, line)
    if call is None:
        call, sure = _bare(context, line)
    while call:
        yield call, sure
        call = _joined(context, call, line)


def _greeted(context: CommentContext, line: Line) -> tuple[NameOccurrence | None, float]:
    """Return the name behind a greeting or an opening: ``Hi Ann``, ``Thanks again, Ann``."""
    first = line.first
    is_greeting = False
    while length := _phrase(context, first, line, GREETINGS):
        is_greeting, first = True, first + length
    if not is_greeting:
        first += _phrase(context, first, line, OPENERS)
    if first == line.first:
        return None, 0.0
    for index in range(first, min(first + MOST_FILLERS + 1, line.stop)):
        call = _named(context, index, is_greeting=is_greeting)
        if call:
            sure = confidence.GREETING if is_greeting else confidence.CALL
            return call, sure
        if context.words[index].key not in FILLERS:
            break
    return None, 0.0


def _named(context: CommentContext, index: int, *, is_greeting: bool) -> NameOccurrence | None:
    if is_greeting:
        call = context.find_name(index, ALL_FITS, run_together=True)
        return call if call and _may_be_greeted(context, call) else None
    ways = (*PART_FITS, *APART_WAYS) if _is_apart(context, index) else PART_FITS
    call = context.find_name(index, ways)
    return call if call and context.is_plausible_name(call) else None


def _is_apart(context: CommentContext, index: int) -> bool:
    """Whether word ``index`` has a capital, and behind it a mark or the end of the line."""
    word = context.words[index]
    line_end = context.get_line(word.start).end
    after = context.text[word.end : line_end]
    return word.is_capitalised and (not after or after.startswith(".") or _is_call_mark(after))


def _may_be_greeted(context: CommentContext, call: NameOccurrence) -> bool:
    """Whether a greeting may mean this: "Dear D" yes, "Hi all" and "hi there" no."""
    words = context.words[call.first : call.stop]
    if words[0].key in CROWDS:
        return False
    if context.is_ordinary(call):
        return words[0].is_capitalised and call.match.way <= NameFit.FIRST
    return True


def _phrase(
    context: CommentContext, first: int, line: Line, phrases: frozenset[tuple[str, ...]]
) -> int:
    """Return how many words from ``first`` on make the longest of ``phrases``."""
    for length in range(min(LONGEST_PHRASE, line.stop - first), 0, -1):
        if tuple(word.key for word in context.words[first : first + length]) in phrases:
            return length
    return 0


def _bare(context: CommentContext, line: Line) -> tuple[NameOccurrence | None, float]:
    """Return the name that opens the line: ``Ann, ...``, ``Ann - ...``, ``Ann I think ...``."""
    call = context.find_name(line.first, _bare_ways(context, line))
    if call is None or not (
        context.is_plausible_name(call)
        or _is_namesake(context, call, line)
        or _is_word_as_typed(context, call, line)
    ):
        return None, 0.0
    last = call
    while following := _joined(context, last, line):
        last = following
    after = context.text[context.words[last.stop - 1].end : line.end]
    if after in {"", ".", "..."} or _is_call_mark(after):
        return call, confidence.CALL
    if line is context.own_lines[0] and _runs_on(context, call, line):
        return call, confidence.RUNNING
    return None, 0.0


def _is_namesake(context: CommentContext, call: NameOccurrence, line: Line) -> bool:
    """Whether Mike C. calls the one whose whole byline is "Mike": "Mike, try this"."""
    keys = tuple(word.key for word in context.words[call.first : call.stop])
    is_anothers = call.match.way is NameFit.WHOLE and keys != split_name(context.comment.author)
    after = context.text[context.words[call.stop - 1].end : line.end]
    is_own = is_anothers and context.is_own_name(call)
    return is_own and not context.is_ordinary(call) and _is_call_mark(after)


def _is_word_as_typed(context: CommentContext, call: NameOccurrence, line: Line) -> bool:
    """Whether an everyday word is plainly a byline: "will: no" to will, "Guest, no" to Guest."""
    word = context.words[call.first]
    target = context.thread.by_number.get(call.match.spoken.number)
    if target is None or call.stop - call.first > 1 or target.author.strip() != word.typed:
        return False
    after = context.text[word.end : line.end]
    if word.key in NAMELESS:
        return _is_call_mark(after)
    return word.key in GIVEN_NAMES and after.startswith(STRONG_MARKS)


def _is_call_mark(after: str) -> bool:
    """Whether what stands behind a name sets it apart as a call."""
    return after.startswith(CALL_MARKS) or after.lstrip(SPACES).startswith(SPACED_MARKS)


def _bare_ways(context: CommentContext, line: Line) -> tuple[NameFit, ...]:
    """Return the ways in which a bare name may fit; misspelt it must look like a call."""
    word = context.words[line.first]
    is_call = _is_call_mark(context.text[word.end : line.end])
    return BARE_WAYS if is_call and word.is_capitalised else EXACT_FITS


def _runs_on(context: CommentContext, call: NameOccurrence, line: Line) -> bool:
    """Whether the sentence behind a bare name speaks to the name's bearer."""
    if call.stop >= line.stop or context.is_ordinary(call):
        return False
    is_close = context.get_gap(call.stop) in {" ", ". ", "- ", ".. "}
    is_capitalised = context.words[call.first].is_capitalised
    return is_close and is_capitalised and context.words[call.stop].key in FOLLOWERS


def _joined(context: CommentContext, call: NameOccurrence, line: Line) -> NameOccurrence | None:
    """Return the next name of ``Ann and Bob,`` or ``Ann, Bob -``."""
    end = context.words[call.stop - 1].end
    index = call.stop
    while index < line.stop and context.words[index].key in JOINERS:
        index += 1
    if index >= line.stop:
        return None
    between = context.text[end : context.words[index].start]
    is_joined = index > call.stop or any(sign in between for sign in "&/+")
    is_comma = not is_joined and between.strip() == ","
    if not (is_joined or is_comma) or "." in between:
        return None
    following = context.find_name(index, EXACT_FITS if is_comma else PART_FITS)
    if following is None or not context.is_plausible_name(following):
        return None
    return following if is_joined or _ends_call(context, following, line) else None


def _ends_call(context: CommentContext, call: NameOccurrence, line: Line) -> bool:
    """Whether ``call`` is the last of "Ann, Bob:" and no part of "Ann, Bob, and Carl came by"."""
    after = context.text[context.words[call.stop - 1].end : line.end]
    return not after.startswith(",") and (not after or _is_call_mark(after))
