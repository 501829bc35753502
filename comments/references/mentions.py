"""Names within a sentence: ``..., Ann.``, ``I agree Mark``, ``as Bob said``, ``Bob's point``."""

from collections.abc import Iterator

from comments.references import confidence
from comments.references.article_author import resolve_addressee
from comments.references.context import CommentContext, Line, NameOccurrence
from comments.references.name_index import EXACT_FITS
from comments.references.resolver_types import Cue, ResolvedReference
from comments.references.vocabulary import (
    ADVERBS,
    GIVEN_NAMES,
    JUDGMENTS,
    ORDINARY_WORDS,
    POINTERS,
    SAYINGS,
    SECOND_PERSON,
    SPEAKING,
    THIRD_PERSON,
)
from comments.references.words import Word

MAX_PHRASE_WORDS = 4
# The length of a phrase with adverbs: "has already quite nailed it".
MAX_SAYING_WORDS = 6
# A "you" or "thanks" up to this many words before a name makes it a form of address.
ADDRESS_WINDOW = 14
PAUSES = (",", "-", "–", "—")
SENTENCE_ENDS = (".", "!", "?", ";", ":", "…", ")")


def find_mentions(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find the names of people addressed or quoted in a sentence."""
    for line in context.own_lines:
        index = line.first
        while index < line.stop:
            name = _find_plausible_name(context, index)
            if name is None:
                index += 1
                continue
            score = _score_address(context, name, line) or _score_discussion(context, name, line)
            if score and (addressee := resolve_addressee(context, name)):
                fit = confidence.FIT[addressee.match.fit]
                yield context.build_name_reference(
                    addressee, cue=Cue.MENTION, confidence=score * fit
                )
            index = name.stop


def _find_plausible_name(context: CommentContext, index: int) -> NameOccurrence | None:
    word = context.words[index]
    if word.key in ORDINARY_WORDS and not word.is_capitalized:
        return None
    name = context.find_name(index, EXACT_FITS)
    return name if name and context.is_plausible_name(name) else None


def _score_address(context: CommentContext, name: NameOccurrence, line: Line) -> float:
    """Return the confidence that the sentence addresses the person, as in ``thank you, Ann``."""
    if name.first == line.first:
        return 0.0
    previous = context.words[name.first - 1]
    before = context.get_gap(name.first).rstrip(" ")
    after = _get_following(context, name, line)
    ends = not after or after.startswith(SENTENCE_ENDS)
    if before == ",":
        is_address = (ends or after.startswith(",")) and not _is_listed(previous)
    else:
        is_address = not before and (ends or after.startswith(PAUSES))
        is_address = (
            is_address
            and previous.key not in THIRD_PERSON
            and _is_second_person(context, name, line)
        )
    return confidence.VOCATIVE if is_address else 0.0


def _get_following(context: CommentContext, name: NameOccurrence, line: Line) -> str:
    """Return the first characters after the name, without leading spaces."""
    end = context.words[name.stop - 1].end
    return context.text[end : min(line.end, end + 4)].lstrip(" ")


def _is_listed(previous: Word) -> bool:
    """Check whether ``previous``, the word before a comma, is a name in a list: "Ann, Bob"."""
    is_word = previous.key in ORDINARY_WORDS and previous.key not in GIVEN_NAMES
    return previous.is_capitalized and len(previous.key) > 1 and not is_word


def _is_second_person(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check for second-person words between the start of the sentence and the name."""
    for index in range(name.first - 1, max(line.first, name.first - ADDRESS_WINDOW) - 1, -1):
        if context.words[index].key in SECOND_PERSON:
            return True
        if index > 0 and context.get_gap(index).startswith((".", "!", "?")):
            return False
    return False


def _score_discussion(context: CommentContext, name: NameOccurrence, line: Line) -> float:
    """Return the confidence that the sentence is about a comment by the person: ``as Ann said``."""
    if _is_part_of_longer_name(context, name, line):
        return 0.0
    if _is_followed_by_saying(context, name, line) or _follows_pointer(context, name, line):
        return confidence.QUOTED_OPINION
    return 0.0


def _is_part_of_longer_name(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether the name is part of a longer one: "Paul Krugman" isn't the commenter Paul."""
    after = name.stop < line.stop and context.get_gap(name.stop) == " "
    before = name.first > line.first and context.get_gap(name.first) == " "
    ends_capitalized = after and context.words[name.stop].is_capitalized
    starts_capitalized = (
        before
        and name.first - 1 > line.first
        and context.words[name.first - 1].is_capitalized
        and not _opens_sentence(context, name.first - 1)
    )
    return ends_capitalized or starts_capitalized


def _opens_sentence(context: CommentContext, index: int) -> bool:
    """Check for an everyday word at ``index`` that starts a sentence, as in "But Bob"."""
    is_first = context.get_gap(index).startswith(SENTENCE_ENDS)
    return is_first and context.words[index].key in ORDINARY_WORDS


def _is_followed_by_saying(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether a phrase such as "said", "is right", or "'s point" follows the name."""
    words = context.words[name.stop : min(name.stop + MAX_SAYING_WORDS, line.stop)]
    keys = tuple(word.key for word in words if word.key not in ADVERBS)
    is_owner = keys[:1] == ("s",) and context.get_gap(name.stop) in {"'", "’"}
    if not is_owner and context.get_gap(name.stop).strip():
        return False
    verb_words = keys[1:] if keys[:1] in {("has",), ("have",)} else keys
    lengths = range(2, MAX_PHRASE_WORDS + 1)
    if any(keys[:length] in JUDGMENTS or verb_words[:length] in JUDGMENTS for length in lengths):
        return True
    if is_owner:
        return keys[1:2] != () and keys[1] in SAYINGS
    return verb_words != () and verb_words[0] in SPEAKING


def _follows_pointer(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether a phrase such as "I agree with" or "same question as" precedes the name."""
    for length in range(1, MAX_PHRASE_WORDS + 1):
        first = name.first - length
        if first < line.first:
            return False
        if tuple(word.key for word in context.words[first : name.first]) in POINTERS:
            return not context.get_gap(name.first).strip()
    return False
