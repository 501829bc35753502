"""Names that open a line: ``Hi Ann,``, ``Dear Lu and Hank,``, ``Thanks, Ann``, ``Ann - ``."""

from collections.abc import Iterable, Iterator

from comments.references import confidence
from comments.references.article_author import resolve_addressees
from comments.references.context import CommentContext, Line, NameOccurrence
from comments.references.name_index import ALL_FITS, FULL_FITS, PART_FITS, NameFit
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
    SPEAKING,
)
from comments.references.words import split_name

MAX_PHRASE_WORDS = 4
MAX_FILLERS = 3
ADDRESS_MARKS = (",", ":", ";", "!", "?", "...", "…", "--", "–", "—", " -")
# Before these, even a lower-case word can be a name.
STRONG_MARKS = (":", "--", " -", "–", "—", " –", " —")
# French puts a space before these, often a no-break space.
SPACED_MARKS = (":", ";", "!", "?")
SPACES = " \u00a0\u202f"
# Fits that also match ordinary words. Such names must be set off.
LOOSE_FITS = (NameFit.NICKNAME, NameFit.PREFIX)
BARE_FITS = (*FULL_FITS, *LOOSE_FITS, NameFit.TYPO)


def find_salutations(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find people addressed by name at the start of a line."""
    for line in context.own_lines:
        if line.first == line.stop:
            continue
        yield from _find_unknown_name(context, line)
        yield from _build_references(context, _iterate_names(context, line))
    yield from _build_references(context, _find_marked_names(context))


def _build_references(
    context: CommentContext, names: Iterable[tuple[NameOccurrence, float]]
) -> Iterator[ResolvedReference]:
    for name, score in names:
        total = score * confidence.FIT[name.match.fit]
        for addressee in resolve_addressees(context, name):
            yield context.build_name_reference(addressee, cue=Cue.SALUTATION, confidence=total)


def _find_marked_names(context: CommentContext) -> Iterator[tuple[NameOccurrence, float]]:
    """Yield the names that are alone on a line after ``>``, or before "wrote:", as in ``> Ann``.

    A name below another line with that mark is a signature in a quote.
    """
    was_quoted = False
    for line in context.lines:
        is_first, was_quoted = not was_quoted, line.quoted
        if not (line.quoted and is_first) or line.first == line.stop:
            continue
        name = context.find_name(line.first, FULL_FITS)
        if name and context.is_plausible_name(name) and _ends_as_attribution(context, name, line):
            yield name, confidence.ADDRESS


def _ends_as_attribution(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether nothing follows the name on its line but a mark or "wrote:"."""
    after = context.text[context.words[name.stop - 1].end : line.end].strip(SPACES)
    keys = [word.key for word in context.words[name.stop : line.stop]]
    if not keys:
        return after in {"", ",", ":", "-", "–"}
    return after.endswith(":") and len(keys) == 1 and keys[0] in SPEAKING


def _find_unknown_name(context: CommentContext, line: Line) -> Iterator[ResolvedReference]:
    """Find the previous comment if the article's author greets a name that matches no byline.

    Authors often reply to comments one by one, and they may know people by other names than their
    bylines.
    """
    before = context.previous
    if (
        line is not context.own_lines[0]
        or before is None
        or not _is_author_after_reader(context, before)
    ):
        return
    index = line.first + _match_phrase(context, line.first, line, GREETINGS)
    if index in {line.first, line.stop} or context.find_name(index, ALL_FITS, run_together=True):
        return
    word = context.words[index]
    own_name = split_name(context.comment.author)
    if word.is_capitalized and word.key not in CROWDS | ORDINARY_WORDS and word.key not in own_name:
        yield context.build_reference(
            before.number,
            name=word.typed,
            cue=Cue.SALUTATION,
            confidence=confidence.UNKNOWN_NAME,
            span=(word.start, word.end),
        )


def _is_author_after_reader(context: CommentContext, before: CommentInput) -> bool:
    """Check whether this comment is by the article's author and the previous one isn't."""
    return context.thread.is_article_author(
        context.comment
    ) and not context.thread.is_article_author(before)


def _iterate_names(context: CommentContext, line: Line) -> Iterator[tuple[NameOccurrence, float]]:
    """Yield the names that the line addresses, each with the confidence for the form of address."""
    name, score = _find_greeted(context, line)
    if name is None:
        name, score = _find_bare(context, line)
    while name:
        yield name, score
        name = _get_next_name(context, name, line)


def _find_greeted(context: CommentContext, line: Line) -> tuple[NameOccurrence | None, float]:
    """Return the name after a greeting or another opening, and the confidence.

    Examples: ``Hi Ann``, ``Thanks again, Ann``.
    """
    first = line.first
    is_greeting = False
    while length := _match_phrase(context, first, line, GREETINGS):
        is_greeting, first = True, first + length
    if not is_greeting:
        first += _match_phrase(context, first, line, OPENERS)
    if first == line.first:
        return None, 0.0
    for index in range(first, min(first + MAX_FILLERS + 1, line.stop)):
        name = _find_name_after(context, index, is_greeting=is_greeting)
        if name:
            score = confidence.GREETING if is_greeting else confidence.ADDRESS
            return name, score
        if context.words[index].key not in FILLERS:
            break
    return None, 0.0


def _find_name_after(
    context: CommentContext, index: int, *, is_greeting: bool
) -> NameOccurrence | None:
    if is_greeting:
        name = context.find_name(index, ALL_FITS, run_together=True)
        return name if name and _may_be_greeted(context, name) else None
    fits = (*PART_FITS, *LOOSE_FITS) if _is_set_off(context, index) else PART_FITS
    name = context.find_name(index, fits)
    return name if name and context.is_plausible_name(name) else None


def _is_set_off(context: CommentContext, index: int) -> bool:
    """Check whether the word at ``index`` is set off from the sentence like a name.

    It must be capitalized and followed by punctuation or the end of the line.
    """
    word = context.words[index]
    line_end = context.get_line(word.start).end
    after = context.text[word.end : line_end]
    return word.is_capitalized and (not after or after.startswith(".") or _is_address_mark(after))


def _may_be_greeted(context: CommentContext, name: NameOccurrence) -> bool:
    """Check whether the words after a greeting can be a name: "Dear D", but not "Hi all"."""
    words = context.words[name.first : name.stop]
    if words[0].key in CROWDS:
        return False
    if context.is_ordinary(name):
        return words[0].is_capitalized and name.match.fit <= NameFit.FIRST
    return True


def _match_phrase(
    context: CommentContext, first: int, line: Line, phrases: frozenset[tuple[str, ...]]
) -> int:
    """Return the length, in words, of the longest phrase that starts at ``first``, or 0."""
    for length in range(min(MAX_PHRASE_WORDS, line.stop - first), 0, -1):
        if tuple(word.key for word in context.words[first : first + length]) in phrases:
            return length
    return 0


def _find_bare(context: CommentContext, line: Line) -> tuple[NameOccurrence | None, float]:
    """Return the name that opens a line without a greeting, and the confidence.

    Examples: ``Ann, ...``, ``Ann - ...``, ``Ann I think ...``.
    """
    name = context.find_name(line.first, _get_bare_fits(context, line))
    if name is None or not (
        context.is_plausible_name(name)
        or _is_namesake(context, name, line)
        or _is_word_as_typed(context, name, line)
    ):
        return None, 0.0
    last = name
    while following := _get_next_name(context, last, line):
        last = following
    after = context.text[context.words[last.stop - 1].end : line.end]
    if after in {"", ".", "..."} or _is_address_mark(after):
        return name, confidence.ADDRESS
    if line is context.own_lines[0] and _is_sentence_to(context, name, line):
        return name, confidence.RUNNING
    return None, 0.0


def _is_namesake(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether the author, say "Mike C.", addresses someone whose whole byline is "Mike"."""
    keys = tuple(word.key for word in context.words[name.first : name.stop])
    is_anothers = name.match.fit is NameFit.WHOLE and keys != split_name(context.comment.author)
    after = context.text[context.words[name.stop - 1].end : line.end]
    is_own = is_anothers and context.is_own_name(name)
    return is_own and not context.is_ordinary(name) and _is_address_mark(after)


def _is_word_as_typed(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether an everyday word is clearly meant as a byline: "will: no", "Guest, no"."""
    word = context.words[name.first]
    target = context.thread.by_number.get(name.match.entry.number)
    if target is None or name.stop - name.first > 1 or target.author.strip() != word.typed:
        return False
    after = context.text[word.end : line.end]
    if word.key in NAMELESS:
        return _is_address_mark(after)
    return word.key in GIVEN_NAMES and after.startswith(STRONG_MARKS)


def _is_address_mark(after: str) -> bool:
    """Check whether the text after a name sets it off as a form of address.

    A hyphen does so only at the end of the line.
    """
    if after.rstrip(SPACES) == "-":
        return True
    return after.startswith(ADDRESS_MARKS) or after.lstrip(SPACES).startswith(SPACED_MARKS)


def _get_bare_fits(context: CommentContext, line: Line) -> tuple[NameFit, ...]:
    """Return the kinds of matches to try for a name that opens a line without a greeting.

    Loose kinds are tried only if the name is set off like a form of address.
    """
    word = context.words[line.first]
    is_address = _is_address_mark(context.text[word.end : line.end])
    return BARE_FITS if is_address and word.is_capitalized else FULL_FITS


def _is_sentence_to(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether the sentence that follows a bare name addresses the person."""
    if name.stop >= line.stop or context.is_ordinary(name):
        return False
    is_close = context.get_gap(name.stop) in {" ", ". ", "- ", ".. "}
    is_capitalized = context.words[name.first].is_capitalized
    return is_close and is_capitalized and context.words[name.stop].key in FOLLOWERS


def _get_next_name(
    context: CommentContext, name: NameOccurrence, line: Line
) -> NameOccurrence | None:
    """Return the next name in a list such as ``Ann and Bob,`` or ``Ann, Bob -``."""
    end = context.words[name.stop - 1].end
    index = name.stop
    while index < line.stop and context.words[index].key in JOINERS:
        index += 1
    if index >= line.stop:
        return None
    between = context.text[end : context.words[index].start]
    is_joined = index > name.stop or any(sign in between for sign in "&/+")
    is_comma = not is_joined and between.strip() == ","
    if not (is_joined or is_comma) or "." in between:
        return None
    following = context.find_name(index, FULL_FITS if is_comma else PART_FITS)
    if following is None or not context.is_plausible_name(following):
        return None
    return following if is_joined or _ends_list(context, following, line) else None


def _ends_list(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether ``name`` ends a list ("Ann, Bob:"), unlike in "Ann, Bob, and Carl came by"."""
    after = context.text[context.words[name.stop - 1].end : line.end]
    return not after.startswith(",") and (not after or _is_address_mark(after))
