"""Special handling of the article's author: a greeting to the author usually means the article.

"Hi Jeremy" below an article by Jeremy addresses one of Jeremy's comments only if that comment
addresses the commenter who wrote "Hi Jeremy" and if the two continue their exchange. If the author
isn't known, a commenter who was greeted before their first comment is presumed to be the author
(``ThreadContext.is_article_author``).
"""

from dataclasses import replace
from functools import partial

from comments.references.comment_runs import choose_from_run
from comments.references.context import CommentContext, NameOccurrence
from comments.references.follow_ups import is_follow_up, thanks_for_reply
from comments.references.name_index import IndexedComment
from comments.references.resolver_types import CommentInput, ResolvedReference
from comments.references.words import fold, split_name

# How many of the author's comments are examined, nearest first.
LOOK_BACK = 64


def resolve_addressees(context: CommentContext, name: NameOccurrence) -> list[NameOccurrence]:
    """Return ``name`` with each comment that it addresses."""
    return [
        replace(name, match=replace(name.match, entry=entry))
        for entry in _find_addressed(context, name)
    ]


def _find_addressed(context: CommentContext, name: NameOccurrence) -> list[IndexedComment]:
    thread = context.thread
    nearest = name.match.entry
    key = context.words[name.first].key
    target = thread.by_number.get(nearest.number)
    is_author = target is not None and thread.is_article_author(target)
    is_plain = not (is_author or _is_article_authors_name(context, name))
    if thread.is_article_author(context.comment) or is_plain:
        return choose_from_run(context, nearest, key, is_candidate=lambda _: True)
    author_key = nearest.author_key if is_author else thread.article_author_key
    reply = _find_reply(context, author_key)
    if reply is None or not is_follow_up(context, reply):
        return []
    return choose_from_run(context, reply, key, is_candidate=partial(_is_reply, context))


def _is_article_authors_name(context: CommentContext, name: NameOccurrence) -> bool:
    """Check whether ``name`` is the article author's full name or the start of that name."""
    keys = tuple(word.key for word in context.words[name.first : name.stop])
    author = context.thread.article_author
    return bool(author) and keys == author[: len(keys)]


def _find_reply(context: CommentContext, author_key: str) -> IndexedComment | None:
    """Return the article author's latest reply to the author of the comment being resolved.

    Commenters who post for the first time but give thanks for a reply have changed their byline.
    They mean the previous comment.
    """
    comments = context.thread.names.iterate_comments(author_key, before=context.comment.number)
    for entry, _ in zip(comments, range(LOOK_BACK), strict=False):
        if _is_reply(context, entry) or _continues_previous(context, entry):
            return entry
    return None


def _continues_previous(context: CommentContext, entry: IndexedComment) -> bool:
    """Check whether ``entry`` is the previous comment and evidently the one being answered."""
    previous = context.previous
    if previous is None or previous.number != entry.number:
        return False
    return _is_first_comment(context) and thanks_for_reply(context)


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
    return thread.is_same_person(thread.comments[position - 1].author, context.comment.author)


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
    if target and context.thread.is_same_person(target.author, context.comment.author):
        return True
    keys, own_name = split_name(found.name), split_name(context.comment.author)
    return bool(keys) and keys == own_name[: len(keys)]
