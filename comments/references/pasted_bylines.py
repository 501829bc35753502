"""Pasted bylines: ``Posted by: jfl | Dec 14, 2016 5:09:27 AM | 100`` and similar."""

from collections.abc import Iterator

from comments.references import confidence
from comments.references.byline_parser import PastedByline, parse_bylines
from comments.references.context import CommentContext
from comments.references.name_index import EXACT_FITS, MARKED_FITS
from comments.references.resolver_types import CommentInput, Cue, ResolvedReference
from comments.references.words import split_name, split_words


def find_pasted_bylines(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find the comments whose bylines were pasted into the text, even below its signature."""
    for byline in parse_bylines(context.comment.text):
        if found := _numbered(context, byline) or _named(context, byline):
            yield found


def _numbered(context: CommentContext, byline: PastedByline) -> ResolvedReference | None:
    if byline.number is None or byline.number >= context.comment.number:
        return None
    target = context.thread.by_number.get(byline.number)
    if target and not set(split_name(target.author)) & set(split_name(byline.name)):
        return None
    return _found(context, byline, byline.number, confidence.BYLINE_WITH_NUMBER)


def _named(context: CommentContext, byline: PastedByline) -> ResolvedReference | None:
    ways = EXACT_FITS if byline.number else MARKED_FITS
    keys = tuple(word.key for word in split_words(byline.name))
    match = context.thread.names.find(keys, asker=context.entry, ways=ways)
    if not match:
        return None
    nearest = match.spoken
    for spoken in context.thread.names.iterate_comments(
        nearest.speaker, before=context.comment.number
    ):
        if byline.clock and _shows(context.thread.by_number.get(spoken.number), byline.clock):
            return _found(context, byline, spoken.number, confidence.BYLINE_WITH_TIME)
    return _found(context, byline, nearest.number, confidence.BYLINE_WITH_NAME)


def _shows(comment: CommentInput | None, clock: str) -> bool:
    published = comment and comment.published
    return bool(published) and f"{published:%H:%M}" == clock


def _found(
    context: CommentContext, byline: PastedByline, target: int, sure: float
) -> ResolvedReference:
    return context.build_reference(
        target,
        name=byline.name,
        cue=Cue.BYLINE,
        confidence=sure,
        span=(byline.start, byline.end),
    )
