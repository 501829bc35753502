"""Passages of an earlier comment, with quotation marks or without."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from comments.references import confidence
from comments.references.context import CommentContext
from comments.references.name_index import get_speaker_key
from comments.references.passage_index import ADDRESS, Passage
from comments.references.resolver_types import Cue, ResolvedReference
from comments.references.words import Word, split_name

SHORTEST_MARKED = 6
SHORTEST_COPIED = 12
SHORTEST_BRIEF = 4
# What may be a brief quote: between two marks, of which the first opens.
BRIEF = re.compile(r'(?<!\S)"[^"\n]{8,60}"|“[^“”\n]{8,60}”|«[^«»\n]{8,60}»|„[^„“”\n]{8,60}[“”]')
MOST_BRIEF = 8
MOST_ATTRIBUTIONS = 8
# Boards write whom they quote: [quote=bob], [quote="bob;101"], [quote name="bob"].
ATTRIBUTION = re.compile(r"\[quote(?:=| name=)[\"']?([^\]\"';\n]{1,60})", re.IGNORECASE)
FILE_NAME = re.compile(r"\w[._/\\]\w")
OPENING_MARKS = frozenset("\"'“”„«»‘‚‹>:]")
SENTENCE_ENDS = frozenset('.!?…:;\n"”»')
# What holds these is code or a listing, which people copy from anywhere.
CODE_MARKS = frozenset("{}=;<>\\_")


def find_quotes(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find whom the text quotes; a quote of the article, or of the writer, addresses nobody."""
    keys = _keys(context)
    passages = context.thread.passages.find(keys, before=context.comment.number)
    if _says_nothing_else(context, keys, passages):
        return
    for passage in passages:
        if passage.number is None or _is_own(context, passage.number):
            continue
        if sure := _confidence(context, passage):
            span = context.words[passage.first].start, context.words[passage.stop - 1].end
            yield context.build_reference(passage.number, cue=Cue.QUOTE, confidence=sure, span=span)
    yield from _brief(context, keys)
    yield from _attributed(context)


def _attributed(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find ``[quote=bob]``: the nearest of Bob's comments, unless the words tell which it is."""
    for match in islice(ATTRIBUTION.finditer(context.text), MOST_ATTRIBUTIONS):
        keys = split_name(match[1])
        if keys and (named := context.thread.names.find(keys, asker=context.entry)):
            yield context.build_reference(
                named.spoken.number,
                name=match[1],
                cue=Cue.QUOTE,
                confidence=confidence.QUOTE_ATTRIBUTED,
                span=match.span(1),
            )


def _brief(context: CommentContext, keys: list[str]) -> Iterator[ResolvedReference]:
    """Find ``"just a few words"`` that somebody said."""
    for match in islice(BRIEF.finditer(context.text), MOST_BRIEF):
        first, stop = (
            bisect_left(context.words, place, key=lambda word: word.start) for place in match.span()
        )
        if not SHORTEST_BRIEF <= stop - first < SHORTEST_MARKED:
            continue
        number = context.thread.passages.first_to_say(
            keys[first:stop], before=context.comment.number
        )
        if number is None or _is_own(context, number) or FILE_NAME.search(match[0]):
            continue
        sure = confidence.QUOTE_BRIEF
        yield context.build_reference(number, cue=Cue.QUOTE, confidence=sure, span=match.span())


def _keys(context: CommentContext) -> list[str]:
    """Return the folded words, with those of addresses blank so that they match nothing."""
    addresses = [match.span() for match in ADDRESS.finditer(context.text)]
    if not addresses:
        return [word.key for word in context.words]
    starts = [start for start, _ in addresses]
    return ["" if _lies_in(word, addresses, starts) else word.key for word in context.words]


def _says_nothing_else(context: CommentContext, keys: list[str], passages: list[Passage]) -> bool:
    """Whether the text is other people's words without a mark, as the copies of spammers are."""
    copied = sum(passage.stop - passage.first for passage in passages)
    is_all = bool(passages) and copied == sum(map(bool, keys))
    return is_all and not any(_is_marked(context, passage) for passage in passages)


def _lies_in(word: Word, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    index = bisect_right(starts, word.start) - 1
    return index >= 0 and word.start < spans[index][1]


def _is_own(context: CommentContext, number: int) -> bool:
    return get_speaker_key(context.thread.by_number[number].author) == context.author_key


def _confidence(context: CommentContext, passage: Passage) -> float:
    """Return how sure the passage is a quote, nothing where it isn't one."""
    length = passage.stop - passage.first
    if length >= SHORTEST_MARKED and _is_marked(context, passage):
        return confidence.QUOTE_MARKED
    if length >= SHORTEST_COPIED and _is_whole_sentence(context, passage):
        return confidence.QUOTE_COPIED
    return 0.0


def _is_marked(context: CommentContext, passage: Passage) -> bool:
    start = context.words[passage.first].start
    if context.get_line(start).quoted:
        return True
    before = context.get_gap(passage.first).rstrip()
    return bool(before) and before[-1] in OPENING_MARKS and not _is_code(context, passage)


def _is_whole_sentence(context: CommentContext, passage: Passage) -> bool:
    opens = passage.first == 0 or not SENTENCE_ENDS.isdisjoint(context.get_gap(passage.first))
    closes = passage.stop == len(context.words) or not SENTENCE_ENDS.isdisjoint(
        context.get_gap(passage.stop)
    )
    return opens and closes and not _is_code(context, passage)


def _is_code(context: CommentContext, passage: Passage) -> bool:
    start, end = context.words[passage.first].start, context.words[passage.stop - 1].end
    return not CODE_MARKS.isdisjoint(context.text[start:end])
