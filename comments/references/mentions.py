"""Names inside a sentence: ``..., Ann.``, ``I agree Mark``, ``as Bob said``, ``Bob's point``."""

from collections.abc import Iterator

from comments.references import confidence
from comments.references.article_author import resolve_addressee
from comments.references.context import CommentContext, Line, NameOccurrence
from comments.references.name_index import EXACT_FITS
from comments.references.resolver_types import Cue, ResolvedReference
from comments.references.vocabulary import (
    ADVERBS,
    GIVEN_NAMES,
    JUDGEMENTS,
    ORDINARY_WORDS,
    POINTERS,
    SAYINGS,
    SECOND_PERSON,
    SPEAKING,
    THIRD_PERSON,
)
from comments.references.words import Word

LONGEST_PHRASE = 4
# A phrase, and adverbs in it: "has already quite nailed it".
LONGEST_SAYING = 6
# How many words back of a name a "you" or a "thanks" still makes it a call.
NEAR = 14
PAUSES = (",", "-", "–", "—")
SENTENCE_ENDS = (".", "!", "?", ";", ":", "…", ")")


def find_mentions(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find the people whom a sentence calls or whose words it speaks of."""
    for line in context.own_lines:
        index = line.first
        while index < line.stop:
            call = _name(context, index)
            if call is None:
                index += 1
                continue
            sure = _calling(context, call, line) or _speaking_of(context, call, line)
            if sure and (settled := resolve_addressee(context, call)):
                fit = confidence.FIT[settled.match.way]
                yield context.build_name_reference(settled, cue=Cue.MENTION, confidence=sure * fit)
            index = call.stop


def _name(context: CommentContext, index: int) -> NameOccurrence | None:
    word = context.words[index]
    if word.key in ORDINARY_WORDS and not word.is_capitalised:
        return None
    call = context.find_name(index, EXACT_FITS)
    return call if call and context.is_plausible_name(call) else None


def _calling(context: CommentContext, call: NameOccurrence, line: Line) -> float:
    """Return how sure ``call`` speaks to its bearer: ``..., Ann, ...`` or ``thank you Ann.``"""
    if call.first == line.first:
        return 0.0
    previous = context.words[call.first - 1]
    before = context.get_gap(call.first).rstrip(" ")
    after = _after(context, call, line)
    ends = not after or after.startswith(SENTENCE_ENDS)
    if before == ",":
        is_call = (ends or after.startswith(",")) and not _is_listed(previous)
    else:
        is_call = not before and (ends or after.startswith(PAUSES))
        is_call = is_call and previous.key not in THIRD_PERSON and _is_talking(context, call, line)
    return confidence.VOCATIVE if is_call else 0.0


def _after(context: CommentContext, call: NameOccurrence, line: Line) -> str:
    """Return the first marks behind the name, spaces aside."""
    end = context.words[call.stop - 1].end
    return context.text[end : min(line.end, end + 4)].lstrip(" ")


def _is_listed(previous: Word) -> bool:
    """Whether the word before the comma makes the name one of a list: "Ann, Bob, and Carl"."""
    is_word = previous.key in ORDINARY_WORDS and previous.key not in GIVEN_NAMES
    return previous.is_capitalised and len(previous.key) > 1 and not is_word


def _is_talking(context: CommentContext, call: NameOccurrence, line: Line) -> bool:
    """Whether the words before the name, back to the sentence's start, talk to somebody."""
    for index in range(call.first - 1, max(line.first, call.first - NEAR) - 1, -1):
        if context.words[index].key in SECOND_PERSON:
            return True
        if index > 0 and context.get_gap(index).startswith((".", "!", "?")):
            return False
    return False


def _speaking_of(context: CommentContext, call: NameOccurrence, line: Line) -> float:
    """Return how sure ``call`` speaks of what its bearer said in a comment."""
    if _continues_as_other_name(context, call, line):
        return 0.0
    if _has_saying(context, call, line) or _is_pointed_at(context, call, line):
        return confidence.QUOTED_OPINION
    return 0.0


def _continues_as_other_name(context: CommentContext, call: NameOccurrence, line: Line) -> bool:
    """Whether a longer name goes on or began before: "Paul Krugman" is not our Paul."""
    after = call.stop < line.stop and context.get_gap(call.stop) == " "
    before = call.first > line.first and context.get_gap(call.first) == " "
    ends_capitalised = after and context.words[call.stop].is_capitalised
    starts_capitalised = (
        before
        and call.first - 1 > line.first
        and context.words[call.first - 1].is_capitalised
        and not _opens_sentence(context, call.first - 1)
    )
    return ends_capitalised or starts_capitalised


def _opens_sentence(context: CommentContext, index: int) -> bool:
    """Whether an everyday word has its capital from opening a sentence, as in "But Bob"."""
    is_first = context.get_gap(index).startswith(SENTENCE_ENDS)
    return is_first and context.words[index].key in ORDINARY_WORDS


def _has_saying(context: CommentContext, call: NameOccurrence, line: Line) -> bool:
    """Whether "said", "wrote", "is right" or "'s point" follows."""
    words = context.words[call.stop : min(call.stop + LONGEST_SAYING, line.stop)]
    keys = tuple(word.key for word in words if word.key not in ADVERBS)
    is_owner = keys[:1] == ("s",) and context.get_gap(call.stop) in {"'", "’"}
    if not is_owner and context.get_gap(call.stop).strip():
        return False
    said = keys[1:] if keys[:1] in {("has",), ("have",)} else keys
    lengths = range(2, LONGEST_PHRASE + 1)
    if any(keys[:length] in JUDGEMENTS or said[:length] in JUDGEMENTS for length in lengths):
        return True
    if is_owner:
        return keys[1:2] != () and keys[1] in SAYINGS
    return said != () and said[0] in SPEAKING


def _is_pointed_at(context: CommentContext, call: NameOccurrence, line: Line) -> bool:
    """Whether "I agree with" or "same question as" leads to the name."""
    for length in range(1, LONGEST_PHRASE + 1):
        first = call.first - length
        if first < line.first:
            return False
        if tuple(word.key for word in context.words[first : call.first]) in POINTERS:
            return not context.get_gap(call.first).strip()
    return False
