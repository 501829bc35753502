"""Quotes from earlier comments, with or without quotation marks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from comments.references import confidence
from comments.references.context import CommentContext
from comments.references.passage_index import Passage
from comments.references.resolver_types import Cue, ResolvedReference
from comments.references.words import Word, split_name
from core.urls_in_text import WEB_URL

MIN_MARKED_WORDS = 6
MIN_COPIED_WORDS = 12
MIN_SHORT_WORDS = 4
# A few words in quotation marks.
SHORT_QUOTE = re.compile(
    r'(?<!\S)"[^"\n]{8,60}"|“[^“”\n]{8,60}”|«[^«»\n]{8,60}»|„[^„“”\n]{8,60}[“”]'
)
MAX_SHORT_QUOTES = 8
MAX_ATTRIBUTIONS = 8
# Forum software names the quoted person: [quote=bob], [quote="bob;101"], [quote name="bob"].
ATTRIBUTION = re.compile(r"\[quote(?:=| name=)[\"']?([^\]\"';\n]{1,60})", re.IGNORECASE)
FILE_NAME = re.compile(r"\w[._/\\]\w")
OPENING_MARKS = frozenset("\"'“”„«»‘‚‹>:]")
SENTENCE_ENDS = frozenset('.!?…:;\n"”»')
# Text with these is code, which people copy from anywhere.
CODE_MARKS = re.compile(r"[{}=;<>\\_]")
# Words such as "activeDocument", "items.add(" and "Dim". Text with many of them is code, too.
CODE_WORD = re.compile(
    r"\b\w*[a-z][A-Z]\w*|\b[A-Za-z]\w*\(|\.[A-Za-z]\w*|\b(?:Dim|Sub|def|elif|var)\b"
)
MIN_CODE_SHARE = 1 / 3


def find_quotes(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find quoted comments. Quotes from the article or the author's own comments are ignored."""
    keys = _get_keys(context)
    passages = context.thread.passages.find(keys, before=context.comment.number)
    if _is_all_copied(context, keys, passages):
        return
    for passage in passages:
        if passage.number is None or _is_by_author(context, passage.number):
            continue
        if score := _score_passage(context, passage):
            span = context.words[passage.first].start, context.words[passage.stop - 1].end
            yield context.build_reference(
                passage.number, cue=Cue.QUOTE, confidence=score, span=span
            )
    yield from _find_short_quotes(context, keys)
    yield from _find_attributions(context)


def _find_attributions(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find attributions such as ``[quote=bob]``, which refer to Bob's nearest earlier comment.

    If the quoted passage itself is found in one of Bob's comments, that reference takes precedence.
    """
    for match in islice(ATTRIBUTION.finditer(context.text), MAX_ATTRIBUTIONS):
        keys = split_name(match[1])
        if keys and (named := context.thread.names.find(keys, source=context.entry)):
            yield context.build_reference(
                named.entry.number,
                name=match[1],
                cue=Cue.QUOTE,
                confidence=confidence.QUOTE_ATTRIBUTED,
                span=match.span(1),
            )


def _find_short_quotes(context: CommentContext, keys: list[str]) -> Iterator[ResolvedReference]:
    """Find quotes of four or five words in quotation marks."""
    for match in islice(SHORT_QUOTE.finditer(context.text), MAX_SHORT_QUOTES):
        first, stop = (
            bisect_left(context.words, position, key=lambda word: word.start)
            for position in match.span()
        )
        if not MIN_SHORT_WORDS <= stop - first < MIN_MARKED_WORDS:
            continue
        number = context.thread.passages.find_short(keys[first:stop], before=context.comment.number)
        if number is None or _is_by_author(context, number) or FILE_NAME.search(match[0]):
            continue
        score = confidence.QUOTE_SHORT
        yield context.build_reference(number, cue=Cue.QUOTE, confidence=score, span=match.span())


def _get_keys(context: CommentContext) -> list[str]:
    """Return the comment's folded words, with words in URLs blanked so that they never match."""
    urls = [match.span() for match in WEB_URL.finditer(context.text)]
    if not urls:
        return [word.key for word in context.words]
    starts = [start for start, _ in urls]
    return ["" if _is_in_span(word, urls, starts) else word.key for word in context.words]


def _is_all_copied(context: CommentContext, keys: list[str], passages: list[Passage]) -> bool:
    """Check whether the whole text is copied without quotation marks, as in spam."""
    copied = sum(passage.stop - passage.first for passage in passages)
    is_all = bool(passages) and copied == sum(map(bool, keys))
    return is_all and not any(_is_marked(context, passage) for passage in passages)


def _is_in_span(word: Word, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    index = bisect_right(starts, word.start) - 1
    return index >= 0 and word.start < spans[index][1]


def _is_by_author(context: CommentContext, number: int) -> bool:
    return context.thread.is_same_person(
        context.thread.by_number[number].author, context.comment.author
    )


def _score_passage(context: CommentContext, passage: Passage) -> float:
    """Return the confidence that the passage is a quote, or 0 if it isn't."""
    length = passage.stop - passage.first
    if length >= MIN_MARKED_WORDS and _is_marked(context, passage):
        return confidence.QUOTE_MARKED
    if length < MIN_COPIED_WORDS or not _is_whole_sentence(context, passage):
        return 0.0
    return confidence.QUOTE_COPIED if _is_answered(context, passage) else 0.0


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


def _is_answered(context: CommentContext, passage: Passage) -> bool:
    """Check whether the passage starts a line or something follows it.

    Spam often ends with a sentence of another comment.
    """
    line = context.get_line(context.words[passage.first].start)
    return passage.stop < len(context.words) or line.first == passage.first


def _is_code(context: CommentContext, passage: Passage) -> bool:
    start, end = context.words[passage.first].start, context.words[passage.stop - 1].end
    text = context.text[start:end]
    share = len(CODE_WORD.findall(text)) / (passage.stop - passage.first)
    return CODE_MARKS.search(text) is not None or share >= MIN_CODE_SHARE
