"""Resolve the references of stored comments and build the ``Reference`` rows."""

from collections.abc import Iterable, Sequence

from blog.models import Article
from blog.site.current import get_current_site
from comments.models import Comment, Reference
from comments.references import CommentInput, Cue, ResolvedReference, resolve_comment
from comments.threads.services.earlier_comments import load_earlier_comments, localize
from core.text import get_name_key

# Cues that name a person but not a specific comment.
_NAME_CUES = {Cue.AT, Cue.SALUTATION, Cue.MENTION}


def find_references(comment: Comment, *, replies: Sequence[Comment] = ()) -> list[Reference]:
    """Resolve the references in a numbered comment's text and return them unsaved. Three queries.

    ``replies`` are the comments selected in the form as reply targets.
    """
    found = _resolve(comment, comment.thread.article)
    targets = {
        target.number: target
        for target in Comment.objects.filter(
            thread=comment.thread_id, number__in=[reference.target for reference in found]
        ).only("number", "order_key", "author_name")
    }
    return build_references(comment, found, targets, replies=replies)


def update_references(comment: Comment) -> None:
    """Update the stored references of a comment after an edit.

    Explicit replies stay the same, as does the position in the tree, which other comments depend
    on.
    """
    comment.references.exclude(cue=Reference.Cue.REPLY).delete()
    explicit = set(comment.references.values_list("target_number", flat=True))
    Reference.objects.bulk_create(
        reference
        for reference in find_references(comment)
        if reference.target_number not in explicit
    )


def get_replied_comments(comment: Comment) -> list[Comment]:
    """Return the comments that a stored comment explicitly replies to, in stored order.

    If there are none, return its parent, if any.
    """
    explicit = comment.references.filter(cue=Reference.Cue.REPLY, target__isnull=False)
    targets = [
        reference.target
        for reference in explicit.select_related("target").order_by("pk")
        if reference.target
    ]
    return targets or ([comment.parent] if comment.parent else [])


def build_references(
    comment: Comment,
    found: Iterable[ResolvedReference],
    targets: dict[int | None, Comment],
    *,
    replies: Sequence[Comment] = (),
) -> list[Reference]:
    """Return a comment's unsaved references: explicit replies first, then resolved ones.

    ``targets`` maps comment numbers to the comments present in the thread. A name in the text is
    ignored if the comment explicitly replies to a comment by that person.
    """
    references = build_reply_references(comment, replies)
    explicit = {reference.target_number for reference in references}
    references += [
        Reference(
            source=comment,
            target=targets.get(reference.target),
            target_number=reference.target,
            name=reference.name[:100],
            cue=reference.cue,
            confidence=reference.confidence,
            start=reference.start,
            end=reference.end,
        )
        for reference in found
        if reference.target not in explicit and not _names_replied_author(replies, reference)
    ]
    return references


def build_reply_references(comment: Comment, replies: Iterable[Comment]) -> list[Reference]:
    """Return unsaved references to the comments that ``comment`` explicitly replies to."""
    return [
        Reference(
            source=comment,
            target=target,
            target_number=target.number,
            name=target.author_name,
            cue=Reference.Cue.REPLY,
            confidence=1.0,
        )
        for target in replies
        if target.number is not None
    ]


def build_comment_input(
    comment: Comment, article: Article, *, text: str | None = None
) -> CommentInput:
    """Return a comment as input for the resolver, optionally with a different ``text``."""
    return CommentInput(
        number=comment.number or 0,
        author=comment.author_name,
        text=comment.text if text is None else text,
        published=localize(comment.published_at, get_current_site().zone),
        is_article_author=is_article_author(comment.author_name, article),
    )


def is_article_author(author_name: str, article: Article) -> bool:
    """Check whether a commenter has the same name as the article's author."""
    return bool(author_name) and get_name_key(author_name) == get_name_key(article.byline)


def _names_replied_author(replies: Iterable[Comment], found: ResolvedReference) -> bool:
    """Check whether a reference found by name alone names the author of a reply target."""
    named = get_name_key(found.name)
    return found.cue in _NAME_CUES and any(
        get_name_key(reply.author_name).startswith(named) for reply in replies
    )


def _resolve(comment: Comment, article: Article) -> list[ResolvedReference]:
    return resolve_comment(
        build_comment_input(comment, article),
        load_earlier_comments(comment.thread, article, before=comment.number or 0),
        article_author=article.byline,
        article_text=article.text,
    )
