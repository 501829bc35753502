"""A comment's place in its thread: number, place in the tree, and whom it addresses."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from blog.models import Article
from comments import tree
from comments.models import Comment, Reference, Thread
from comments.models.reference import SURE_ENOUGH
from comments.references import Cue, Found, Utterance, resolve_comment
from comments.services.threads import take_numbers
from core.text import get_name_key

# A quotation is looked for in so many comments before the one that quotes; names and numbers are
# looked for in all of them. People quote what they have just read.
QUOTABLE = 300
# Cues that name a person and leave open which of the person's comments is meant.
_BY_NAME = {Cue.AT, Cue.SALUTATION, Cue.MENTION}


def place(*, comment: Comment, replies: Sequence[Comment] = ()) -> list[Reference]:
    """Give a comment its number and its place in the tree; return its references, unsaved.

    ``replies`` are the comments that it says it answers; it is drawn under the first of them. Sets
    ``number``, ``parent``, ``order_key``, ``depth`` and ``published_at`` on the object and
    saves nothing of it. Must run inside the transaction that publishes the comment.
    """
    thread = comment.thread
    comment.number = take_numbers(thread=thread)
    comment.published_at = timezone.now()
    references = read_references(comment, replies=replies)
    put_under(comment, replies[0] if replies else best_parent(references))
    return references


def read_references(comment: Comment, *, replies: Sequence[Comment] = ()) -> list[Reference]:
    """Return the references of a comment that has a number, unsaved, as its text has them now.

    ``replies`` are the comments that it says it answers. Three queries.
    """
    found = _read(comment, comment.thread.article)
    targets = {
        target.number: target
        for target in Comment.objects.filter(
            thread=comment.thread_id, number__in=[one.target for one in found]
        ).only("number", "order_key", "author_name")
    }
    return make_references(comment, found, targets, replies=replies)


def read_again(comment: Comment) -> None:
    """Store the references of a comment anew after its text has changed.

    What it says it answers stays, and so does its place in the tree: others stand below it.
    """
    comment.references.exclude(cue=Reference.Cue.REPLY).delete()
    kept = set(comment.references.values_list("target_number", flat=True))
    Reference.objects.bulk_create(
        one for one in read_references(comment) if one.target_number not in kept
    )


def replies_of(comment: Comment) -> list[Comment]:
    """Return the comments that a stored one says it answers, the first one first."""
    said = comment.references.filter(cue=Reference.Cue.REPLY, target__isnull=False)
    targets = [one.target for one in said.select_related("target").order_by("pk") if one.target]
    return targets or ([comment.parent] if comment.parent else [])


def put_under(comment: Comment, parent: Comment | None) -> None:
    """Set a comment's place in the tree, without saving. Raises ``ValueError`` without a number."""
    if comment.number is None:
        raise ValueError("A comment without a number has no place")
    comment.parent = parent
    comment.order_key = tree.order_key(comment.number, parent)
    comment.depth = tree.depth(comment.order_key)


def make_references(
    comment: Comment,
    found: Iterable[Found],
    targets: dict[int | None, Comment],
    *,
    replies: Sequence[Comment] = (),
) -> list[Reference]:
    """Return the references of a comment, unsaved: the replies it says it is, and what was read.

    ``targets`` maps the numbers that are in the thread to their comments. A name in the text adds
    nothing where a comment of that name is answered outright: that is the one that is meant.
    """
    references = make_replies(comment, replies)
    answered = {one.target_number for one in references}
    references += [
        Reference(
            source=comment,
            target=targets.get(one.target),
            target_number=one.target,
            name=one.name[:100],
            cue=one.cue,
            confidence=one.confidence,
            start=one.start,
            end=one.end,
        )
        for one in found
        if one.target not in answered and not _means_one_of(replies, one)
    ]
    return references


def _means_one_of(replies: Iterable[Comment], found: Found) -> bool:
    """Whether a mere name is that of somebody whose comment is answered outright."""
    named = get_name_key(found.name)
    return found.cue in _BY_NAME and any(
        get_name_key(reply.author_name).startswith(named) for reply in replies
    )


def make_replies(comment: Comment, replies: Iterable[Comment]) -> list[Reference]:
    """Return the references, unsaved, to the comments that this one says it answers."""
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


def best_parent(references: Sequence[Reference]) -> Comment | None:
    """Return the comment to draw this one under: the surest of those that are in the thread.

    Of several equally sure the nearest wins, because the talk went on from there.
    """
    present = [
        reference
        for reference in references
        if reference.target and reference.confidence >= SURE_ENOUGH
    ]
    best = max(present, key=lambda one: (one.confidence, one.target_number), default=None)
    return best.target if best else None


def utterance(comment: Comment, article: Article, *, text: str | None = None) -> Utterance:
    """Return a comment as the reader of references sees it."""
    return Utterance(
        number=comment.number or 0,
        author=comment.author_name,
        text=comment.text if text is None else text,
        published=comment.published_at,
        is_host=is_host(comment.author_name, article),
    )


def is_host(author_name: str, article: Article) -> bool:
    """Whether this is the name of the article's author."""
    return bool(author_name) and get_name_key(author_name) == get_name_key(article.byline)


def _read(comment: Comment, article: Article) -> list[Found]:
    return resolve_comment(
        utterance(comment, article),
        earlier_utterances(comment.thread, article, before=comment.number or 0),
        article_author=article.byline,
        article_text=article.text,
    )


def earlier_utterances(thread: Thread, article: Article, *, before: int) -> list[Utterance]:
    """Return the thread up to a number: every name, and the texts of the last ``QUOTABLE``.

    Two narrow queries, so that posting to a long thread doesn't read all of its text.
    """
    numbered = Comment.objects.filter(thread=thread, number__lt=before)
    texts = dict(
        numbered.published().filter(number__gte=before - QUOTABLE).values_list("number", "text")
    )
    host = get_name_key(article.byline)
    return [
        Utterance(
            number=number,
            author=author,
            text=texts.get(number, ""),
            published=published_at,
            is_host=bool(author) and get_name_key(author) == host,
        )
        for number, author, published_at in numbered.order_by("number").values_list(
            "number", "author_name", "published_at"
        )
        if number is not None
    ]
