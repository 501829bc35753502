"""Names within a sentence: ``..., Ann.``, ``I agree Mark``, ``as Bob said``, ``Bob's point``.

A sentence addresses a person, expresses a stance towards a comment, or only reports it.
"""

from collections.abc import Iterator

from comments.references import confidence
from comments.references.article_author import resolve_addressees
from comments.references.context import CommentContext, Line, NameOccurrence
from comments.references.name_index import FULL_FITS
from comments.references.nicknames import NICKNAMES
from comments.references.resolver_types import Cue, ResolvedReference
from comments.references.vocabulary import (
    ABOUT,
    ADDRESSING,
    ADVERBS,
    COMMENTS,
    FOLLOWERS,
    GIVEN_NAMES,
    JOINERS,
    JUDGMENTS,
    OPINIONS,
    ORDINARY_WORDS,
    OWNERS,
    POINTERS,
    PRAISED,
    PRAISING,
    REPORTS,
    SECOND_PERSON,
    SPEAKING,
    TELLING,
    THIRD_PERSON,
    YOU,
)

MAX_PHRASE_WORDS = 4
# The length of a phrase with adverbs: "has already quite nailed it".
MAX_SAYING_WORDS = 6
# A "you" or "thanks" up to this many words before a name makes it a form of address.
ADDRESS_WINDOW = 14
# How many words before "same issue as" can contain its subject.
SUBJECT_WINDOW = 8
# Before these, "Ann, Bob" is a list.
LISTING = TELLING | {"with", "of", "by", "from", "read"}
PAUSES = (",", "-", "–", "—")
SENTENCE_ENDS = (".", "!", "?", ";", ":", "…", ")")


def find_mentions(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find the names of people addressed or quoted in a sentence."""
    for name, line in _iterate_names(context):
        score = _score_address(context, name, line)
        if not score and _has_stance(context, name, line):
            score = confidence.QUOTED_OPINION
        yield from _build_references(context, name, score)


def find_reports(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find the names of people whose comments a sentence reports without addressing them.

    This tells what a comment is about only if it addresses nobody: in "Ann, as Bob said", Bob is a
    third person.
    """
    for name, line in _iterate_names(context):
        if _is_reported(context, name, line):
            yield from _build_references(context, name, confidence.QUOTED_OPINION)


def _iterate_names(context: CommentContext) -> Iterator[tuple[NameOccurrence, Line]]:
    for line in context.own_lines:
        index = line.first
        while index < line.stop:
            if name := _find_plausible_name(context, index):
                yield name, line
            index = name.stop if name else index + 1


def _build_references(
    context: CommentContext, name: NameOccurrence, score: float
) -> Iterator[ResolvedReference]:
    total = score * confidence.FIT[name.match.fit]
    for addressee in resolve_addressees(context, name) if score else ():
        yield context.build_name_reference(addressee, cue=Cue.MENTION, confidence=total)


def _find_plausible_name(context: CommentContext, index: int) -> NameOccurrence | None:
    word = context.words[index]
    if word.key in ORDINARY_WORDS and not word.is_capitalized:
        return None
    name = context.find_name(index, FULL_FITS)
    return name if name and context.is_plausible_name(name) else None


def _score_address(context: CommentContext, name: NameOccurrence, line: Line) -> float:
    """Return the confidence that the sentence addresses the person, as in ``thank you, Ann``."""
    if name.first == line.first:
        return 0.0
    before = context.get_gap(name.first).rstrip(" ")
    if before == ",":
        is_address = _is_set_off(context, name, line)
    else:
        is_address = not before and (
            _ends_address(context, name, line) or _is_inside_address(context, name, line)
        )
    return confidence.VOCATIVE if is_address else 0.0


def _is_set_off(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether a name after a comma is a form of address: "I am sorry, Ann, but no"."""
    after = _get_following(context, name, line)
    if not (_ends_sentence(after) or after.startswith(",")):
        return False
    previous = context.words[name.first - 1]
    is_capitalized = previous.is_capitalized and len(previous.key) > 1
    if not is_capitalized or previous.key in ORDINARY_WORDS - GIVEN_NAMES:
        return True
    return _ends_sentence(after) and not _is_listed(context, name)


def _is_listed(context: CommentContext, name: NameOccurrence) -> bool:
    """Check whether the word before the comma is a name too, as in the list "Ann, Bob"."""
    previous = context.words[name.first - 1]
    if previous.key in GIVEN_NAMES | NICKNAMES.keys() or name.first < 2:
        return True
    before = context.get_gap(name.first - 1).strip()
    is_list = before == "," or context.words[name.first - 2].key in JOINERS | LISTING
    return is_list or context.find_name(name.first - 1, FULL_FITS) is not None


def _ends_address(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether a name at the end of a clause is a form of address: "I agree Ann"."""
    previous = context.words[name.first - 1].key
    after = _get_following(context, name, line)
    if not (_ends_sentence(after) or after.startswith(PAUSES)) or previous in THIRD_PERSON:
        return False
    return _is_second_person(context, name, line) or _is_praised(context, name, line)


def _is_praised(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check for praise before the name: "Great point Ann."."""
    first = name.first - 2
    if first < line.first or context.words[first + 1].key not in PRAISED:
        return False
    return context.words[first].key in PRAISING and context.get_gap(first + 1) == " "


def _is_inside_address(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether a name between words is a form of address.

    Examples: "It seems to me Ann you are right", "thank you Ann for the link".
    """
    if name.stop >= line.stop or context.get_gap(name.stop) != " ":
        return False
    previous, following = context.words[name.first - 1], context.words[name.stop]
    if _is_part_of_longer_name(context, name, line) or previous.key in THIRD_PERSON | TELLING:
        return False
    if following.key in YOU:
        return context.words[name.first].is_capitalized
    is_continued = following.key in FOLLOWERS | THIRD_PERSON and not following.is_capitalized
    return previous.key in ADDRESSING and is_continued and _is_second_person(context, name, line)


def _ends_sentence(after: str) -> bool:
    """Check whether the text ``after`` a name ends the sentence."""
    return not after or after.startswith(SENTENCE_ENDS)


def _get_following(context: CommentContext, name: NameOccurrence, line: Line) -> str:
    """Return the first characters after the name, without leading spaces."""
    end = context.words[name.stop - 1].end
    return context.text[end : min(line.end, end + 4)].lstrip(" ")


def _is_second_person(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check for second-person words between the start of the sentence and the name."""
    for index in range(name.first - 1, max(line.first, name.first - ADDRESS_WINDOW) - 1, -1):
        if context.words[index].key in SECOND_PERSON:
            return True
        if index > 0 and context.get_gap(index).startswith((".", "!", "?")):
            return False
    return False


def _has_stance(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether the sentence takes a stance towards the person's comment: ``I agree with``."""
    if _is_part_of_longer_name(context, name, line):
        return False
    return (
        _is_judged(context, name, line)
        or _is_opinion_discussed(context, name, line)
        or _follows_pointer(context, name, line)
    )


def _is_reported(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether the sentence reports what the person said: ``as Ann said``."""
    if _is_part_of_longer_name(context, name, line):
        return False
    keys = _get_following_keys(context, name, line)
    if keys[:1] in {("has",), ("have",)}:
        keys = keys[1:]
    if _is_followed_directly(context, name) and keys and keys[0] in SPEAKING:
        return True
    return _find_phrase_before(context, name.first, line, REPORTS) > 0


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


def _get_following_keys(
    context: CommentContext, name: NameOccurrence, line: Line
) -> tuple[str, ...]:
    """Return the words after the name, without adverbs."""
    words = context.words[name.stop : min(name.stop + MAX_SAYING_WORDS, line.stop)]
    return tuple(word.key for word in words if word.key not in ADVERBS)


def _is_owner(context: CommentContext, name: NameOccurrence, keys: tuple[str, ...]) -> bool:
    """Check whether "'s" follows the name."""
    return keys[:1] == ("s",) and context.get_gap(name.stop) in {"'", "’"}


def _is_followed_directly(context: CommentContext, name: NameOccurrence) -> bool:
    return not context.get_gap(name.stop).strip()


def _is_judged(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether a phrase such as "is right" or "has a point" follows the name."""
    keys = _get_following_keys(context, name, line)
    if not (_is_owner(context, name, keys) or _is_followed_directly(context, name)):
        return False
    verb_words = keys[1:] if keys[:1] in {("has",), ("have",)} else keys
    return _starts_with_judgment(keys) or _starts_with_judgment(verb_words)


def _starts_with_judgment(keys: tuple[str, ...]) -> bool:
    return any(keys[:length] in JUDGMENTS for length in range(2, MAX_PHRASE_WORDS + 1))


def _is_opinion_discussed(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check for an opinion of the person, as in "Ann's point".

    A comment of the person counts only if the sentence is clearly about it: "re Ann's question",
    but not "see Ann's question".
    """
    keys = _get_following_keys(context, name, line)
    if not _is_owner(context, name, keys) or len(keys) < 2:
        return False
    if keys[1] in OPINIONS:
        return True
    is_judged = _starts_with_judgment(keys[2:]) or keys[2:3] in {("is",), ("was",), ("makes",)}
    is_about = _find_phrase_before(context, name.first, line, ABOUT) > 0
    return keys[1] in COMMENTS and (is_judged or is_about)


def _follows_pointer(context: CommentContext, name: NameOccurrence, line: Line) -> bool:
    """Check whether a phrase such as "I agree with" or "same question as" precedes the name.

    It isn't the commenter's own stance in "your reply to Ann" or "you have the same issue as Ann".
    """
    length = _find_phrase_before(context, name.first, line, POINTERS)
    first = name.first - length
    if not length or (first > line.first and context.words[first - 1].key in OWNERS):
        return False
    subject = [word.key for word in context.words[max(line.first, first - SUBJECT_WINDOW) : first]]
    return "you" not in subject or "i" in subject


def _find_phrase_before(
    context: CommentContext, index: int, line: Line, phrases: frozenset[tuple[str, ...]]
) -> int:
    """Return the length, in words, of the shortest phrase directly before word ``index``, or 0."""
    if context.get_gap(index).strip():
        return 0
    for length in range(1, min(MAX_PHRASE_WORDS, index - line.first) + 1):
        if tuple(word.key for word in context.words[index - length : index]) in phrases:
            return length
    return 0
