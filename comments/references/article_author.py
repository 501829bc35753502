"""Special handling of the article's author: a greeting to the author usually means the article.

"Hi Jeremy" below an article by Jeremy addresses one of Jeremy's comments only if that comment
addresses the commenter who wrote "Hi Jeremy". If the author isn't known, a commenter who was
greeted before their first comment is presumed to be the author
(``ThreadContext.is_article_author``).
"""

from dataclasses import replace
from functools import partial

from comments.references.comment_runs import choose_from_run
from comments.references.context import CommentContext, NameOccurrence
from comments.references.name_index import IndexedComment, get_author_key
from comments.references.resolver_types import CommentInput, ResolvedReference
from comments.references.words import fold, split_name

# How many of the author's comments are examined, nearest first.
LOOK_BACK = 64


def resolve_addressee(context: CommentContext, name: NameOccurrence) -> NameOccurrence | None:
    """Return ``name`` with the comment that it addresses, or None if it addresses no comment."""
    entry = _find_addressed(context, name)
    return replace(name, match=replace(name.match, entry=entry)) if entry else None


def _find_addressed(context: CommentContext, name: NameOccurrence) -> IndexedComment | None:
    thread = context.thread
    nearest = name.match.entry
    key = context.words[name.first].key
    target = thread.by_number.get(nearest.number)
    if thread.is_article_author(context.comment):
        return choose_from_run(context, nearest, key, is_candidate=lambda _: True)
    if target is None or not thread.is_article_author(target):
        if _is_article_authors_name(context, name):
            return None
        return choose_from_run(context, nearest, key, is_candidate=lambda _: True)
    is_reply = partial(_is_reply, context)
    reply = _find_reply(context, nearest.author_key)
    return choose_from_run(context, reply, key, is_candidate=is_reply) if reply else None


def _is_article_authors_name(context: CommentContext, name: NameOccurrence) -> bool:
    """Check whether ``name`` is the article author's full name or the start of that name."""
    keys = tuple(word.key for word in context.words[name.first : name.stop])
    author = context.thread.article_author
    return bool(author) and keys == author[: len(keys)]


def _find_reply(context: CommentContext, author_key: str) -> IndexedComment | None:
    """Return the article author's latest reply to the author of the comment being resolved."""
    comments = context.thread.names.iterate_comments(author_key, before=context.comment.number)
    for entry, _ in zip(comments, range(LOOK_BACK), strict=False):
        if _is_reply(context, entry):
            return entry
    return None


def _is_reply(context: CommentContext, entry: IndexedComment) -> bool:
    comment = context.thread.by_number.get(entry.number)
    if comment is None or not context.thread.is_article_author(comment):
        return False
    return _addresses_author(context, comment)


def _addresses_author(context: CommentContext, comment: CommentInput) -> bool:
    """Check whether ``comment`` addresses the author of the comment being resolved.

    A comment without references is assumed to address the author of the comment it directly
    follows.
    """
    thread = context.thread
    if _is_first_comment(context) and not _contains_name(context, comment):
        return False
    if references := thread.get_references(comment):
        return any(_addresses_me(context, found) for found in references)
    position = thread.positions[comment.number]
    if not position:
        return False
    return get_author_key(thread.comments[position - 1].author) == context.author_key


def _is_first_comment(context: CommentContext) -> bool:
    earlier = context.thread.names.iterate_comments(
        context.author_key, before=context.comment.number
    )
    return next(earlier, None) is None


def _contains_name(context: CommentContext, comment: CommentInput) -> bool:
    """Check whether ``comment`` contains the name of the author of the comment being resolved.

    Only the first word of the name is compared. This cheap check avoids resolving ``comment`` if
    that author hasn't posted before.
    """
    keys = split_name(context.comment.author)
    return bool(keys) and keys[0] in fold(comment.text)


def _addresses_me(context: CommentContext, found: ResolvedReference) -> bool:
    """Check whether a reference addresses the author of the comment being resolved.

    The reference may point to one of that author's comments or contain the author's name.
    """
    target = context.thread.by_number.get(found.target)
    if target and get_author_key(target.author) == context.author_key:
        return True
    keys, own_name = split_name(found.name), split_name(context.comment.author)
    return bool(keys) and keys == own_name[: len(keys)]
