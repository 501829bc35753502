"""The host trap: who greets the author of the article mostly means the article.

A reader who says "Hi Jeremy" where Jeremy wrote the article speaks to one of Jeremy's comments only
when that comment speaks to this reader. Where nobody is known to be the author, whoever was greeted
before having said a word is taken for one.
"""

from dataclasses import replace
from functools import partial

from comments.references.comment_runs import choose_from_run
from comments.references.context import CommentContext, NameOccurrence
from comments.references.name_index import IndexedComment, get_speaker_key
from comments.references.resolver_types import CommentInput, ResolvedReference
from comments.references.words import fold, split_name

# How many of the host's comments are looked at, from the nearest back.
LOOK_BACK = 64


def resolve_addressee(context: CommentContext, call: NameOccurrence) -> NameOccurrence | None:
    """Return ``call`` with the comment that is meant by it, or nothing if none is."""
    spoken = _meant(context, call)
    return replace(call, match=replace(call.match, spoken=spoken)) if spoken else None


def _meant(context: CommentContext, call: NameOccurrence) -> IndexedComment | None:
    thread = context.thread
    nearest = call.match.spoken
    name = context.words[call.first].key
    target = thread.by_number.get(nearest.number)
    if thread.is_article_author(context.comment):
        return choose_from_run(context, nearest, name, counts=lambda _: True)
    if target is None or not thread.is_article_author(target):
        if _names_host(context, call):
            return None
        return choose_from_run(context, nearest, name, counts=lambda _: True)
    answers = partial(_is_answer, context)
    answer = _answer_to(context, nearest.speaker)
    return choose_from_run(context, answer, name, counts=answers) if answer else None


def _names_host(context: CommentContext, call: NameOccurrence) -> bool:
    """Whether a reader's comment was found by the name that the article's author bears."""
    keys = tuple(word.key for word in context.words[call.first : call.stop])
    host = context.thread.article_author
    return bool(host) and keys == host[: len(keys)]


def _answer_to(context: CommentContext, host: str) -> IndexedComment | None:
    """Return the host's nearest comment that speaks to the reading's author."""
    directory = context.thread.names
    theirs = directory.iterate_comments(host, before=context.comment.number)
    for spoken, _ in zip(theirs, range(LOOK_BACK), strict=False):
        if _is_answer(context, spoken):
            return spoken
    return None


def _is_answer(context: CommentContext, spoken: IndexedComment) -> bool:
    comment = context.thread.by_number.get(spoken.number)
    if comment is None or not context.thread.is_article_author(comment):
        return False
    return _speaks_to(context, comment)


def _speaks_to(context: CommentContext, comment: CommentInput) -> bool:
    """Whether ``comment`` addresses the reader, by a cue or by following them silently."""
    thread = context.thread
    if _is_newcomer(context) and not _holds_my_name(context, comment):
        return False
    if references := thread.get_references(comment):
        return any(_is_me(context, found) for found in references)
    place = thread.positions[comment.number]
    return place > 0 and get_speaker_key(thread.comments[place - 1].author) == context.author_key


def _is_newcomer(context: CommentContext) -> bool:
    earlier = context.thread.names.iterate_comments(
        context.author_key, before=context.comment.number
    )
    return next(earlier, None) is None


def _holds_my_name(context: CommentContext, comment: CommentInput) -> bool:
    """Whether a reader with a new byline may be one known by this name: a quick sieve."""
    keys = split_name(context.comment.author)
    return bool(keys) and keys[0] in fold(comment.text)


def _is_me(context: CommentContext, found: ResolvedReference) -> bool:
    """Whether a reference goes to the reader: to a comment of theirs, or by their name."""
    target = context.thread.by_number.get(found.target)
    if target and get_speaker_key(target.author) == context.author_key:
        return True
    keys, mine = split_name(found.name), split_name(context.comment.author)
    return bool(keys) and keys == mine[: len(keys)]
