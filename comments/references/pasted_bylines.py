"""Bylines pasted into a comment: ``Posted by: jfl | Dec 14, 2016 5:09:27 AM | 100``."""

import datetime as dt
from collections.abc import Iterator

from comments.references import confidence
from comments.references.byline_parser import PastedByline, parse_bylines
from comments.references.context import CommentContext
from comments.references.name_index import EXACT_FITS, MARKED_FITS
from comments.references.resolver_types import CommentInput, Cue, ResolvedReference
from comments.references.words import split_name, split_words


def find_pasted_bylines(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find comments whose bylines were pasted into the text, even below the signature."""
    for byline in parse_bylines(context.comment.text):
        if found := _match_by_number(context, byline) or _match_by_name(context, byline):
            yield found


def _match_by_number(context: CommentContext, byline: PastedByline) -> ResolvedReference | None:
    if byline.number is None or byline.number >= context.comment.number:
        return None
    target = context.thread.by_number.get(byline.number)
    if target and not set(split_name(target.author)) & set(split_name(byline.name)):
        return None
    return _build_reference(context, byline, byline.number, confidence.BYLINE_WITH_NUMBER)


def _match_by_name(context: CommentContext, byline: PastedByline) -> ResolvedReference | None:
    fits = EXACT_FITS if byline.number else MARKED_FITS
    keys = tuple(word.key for word in split_words(byline.name))
    match = context.thread.names.find(keys, source=context.entry, fits=fits)
    if not match:
        return None
    nearest = match.entry
    for entry in context.thread.names.iterate_comments(
        nearest.author_key, before=context.comment.number
    ):
        if byline.clock and _has_time(context.thread.by_number.get(entry.number), byline.clock):
            return _build_reference(context, byline, entry.number, confidence.BYLINE_WITH_TIME)
    return _build_reference(context, byline, nearest.number, confidence.BYLINE_WITH_NAME)


def _has_time(comment: CommentInput | None, clock: str) -> bool:
    """Check whether a comment was published at this time of day, in its time zone or in UTC."""
    if comment is None or comment.published is None:
        return False
    times = comment.published, comment.published.astimezone(dt.UTC)
    return clock in {f"{time:%H:%M}" for time in times}


def _build_reference(
    context: CommentContext, byline: PastedByline, target: int, score: float
) -> ResolvedReference:
    return context.build_reference(
        target,
        name=byline.name,
        cue=Cue.BYLINE,
        confidence=score,
        span=(byline.start, byline.end),
    )
