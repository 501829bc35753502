"""Import comments from other sites with their dates, numbers, and replies."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.email_addresses import find_confirmed_account
from comments.models import Comment, Commenter, Reference, Thread
from comments.references import ResolvedReference, resolve_thread
from comments.submission.services import compute_digest
from comments.threads.services.comment_numbers import assign_comment_numbers
from comments.threads.services.positions import choose_parent, set_parent
from comments.threads.services.stored_references import (
    build_comment_input,
    build_references,
    update_references,
)
from comments.threads.services.threads import update_counters
from comments.visitors.services.commenters import assign_to_account, get_or_create_guest
from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text
from core.text import clean_line, get_name_key

_BATCH_SIZE = 500
_NO_NAME = "Anonymous"
# Fields that are updated when the source has changed.
_UPDATED_FIELDS = (
    "author_name", "author_url", "source", "html", "text", "digest", "submitted_at", "ip_address",
    "commenter", "author_role",
)  # fmt: skip
_NUMBERED_STATUSES = {Comment.Status.PUBLISHED, Comment.Status.REMOVED}


@dataclass(frozen=True, slots=True)
class ImportedComment:
    """A comment from another site. Only the name, text, and time are required.

    ``number`` is set if the source numbers its comments; comments without a number get the thread's
    next numbers, in list order. ``parent`` is the index of the parent in the same list, if the
    source has that information. Parents must precede their replies.
    """

    author_name: str
    body: str
    published_at: dt.datetime
    email: str = ""
    url: str = ""
    ip_address: str | None = None
    number: int | None = None
    parent: int | None = None
    status: Comment.Status = Comment.Status.PUBLISHED


def import_comments(*, thread: Thread, comments: Sequence[ImportedComment]) -> list[Comment]:
    """Store comments with their numbers and the references found in their text.

    Returns the stored comments in list order. References from existing comments don't change,
    except that references to missing numbers now point to the imported comments. No screeners run,
    and nobody is notified. Raises ``ValueError`` and stores nothing if a number is taken or a
    parent comes after its reply.
    """
    if not comments:
        return []
    with transaction.atomic():
        rows = list(_build_rows(thread, comments))
        _assign_numbers(thread, rows, comments)
        references = _assign_positions(thread, rows, comments)
        _insert(rows)
        Reference.objects.bulk_create(references, batch_size=_BATCH_SIZE)
        numbered = [row for row in rows if row.number is not None]
        _link_missing_targets(thread, numbered)
        update_counters(
            thread=thread,
            numbered=len(numbered),
            published=sum(row.status == Comment.Status.PUBLISHED for row in numbered),
        )
    return rows


def update_imported(*, comment: Comment, imported: ImportedComment) -> Comment:
    """Update an imported comment after its source has changed.

    Updates the text, name, website, date, and references. The number, status, and tree position
    stay the same: people may have linked to the comment, and moderators may have acted on it.
    """
    with transaction.atomic():
        comment.refresh_from_db(from_queryset=Comment.objects.select_for_update())
        updated = _build_row(comment.thread, imported, _get_commenter(imported))
        for field in _UPDATED_FIELDS:
            setattr(comment, field, getattr(updated, field))
        if comment.number is not None:
            comment.published_at = imported.published_at
        comment.version += 1
        comment.save(update_fields=[*_UPDATED_FIELDS, "published_at", "version"])
        if comment.number is not None:
            update_references(comment)
            update_counters(thread=comment.thread)
    return comment


def _build_rows(thread: Thread, comments: Sequence[ImportedComment]) -> Iterator[Comment]:
    commenters: dict[tuple[str, str], Commenter] = {}
    for imported in comments:
        key = (get_name_key(imported.author_name), imported.email.lower())
        if key not in commenters:
            commenters[key] = _get_commenter(imported)
        yield _build_row(thread, imported, commenters[key])


def _get_commenter(imported: ImportedComment) -> Commenter:
    commenter = get_or_create_guest(
        name=clean_line(imported.author_name)[:100] or _NO_NAME,
        email=imported.email,
        url=imported.url,
        since=imported.published_at,
    )
    if commenter.user_id is None and (user := find_confirmed_account(commenter.email)):
        assign_to_account(commenter=commenter, user=user)
    return commenter


def _build_row(thread: Thread, imported: ImportedComment, commenter: Commenter) -> Comment:
    html = render_comment(imported.body)
    return Comment(
        thread=thread,
        commenter=commenter,
        status=imported.status,
        author_name=clean_line(imported.author_name)[:100] or _NO_NAME,
        author_url=imported.url,
        author_role=_get_role(thread, commenter),
        source=imported.body,
        html=html,
        text=plain_text(html),
        digest=compute_digest(imported.body),
        submitted_at=imported.published_at,
        ip_address=imported.ip_address,
    )


def _get_role(thread: Thread, commenter: Commenter) -> str:
    author = thread.article.author_id
    is_author = author is not None and author == commenter.user_id
    return Comment.AuthorRole.AUTHOR if is_author else ""


def _assign_numbers(
    thread: Thread, rows: Sequence[Comment], comments: Sequence[ImportedComment]
) -> None:
    numbered = [
        (row, imported)
        for row, imported in zip(rows, comments, strict=True)
        if row.status in _NUMBERED_STATUSES
    ]
    given = [imported.number for _, imported in numbered if imported.number is not None]
    if given:
        _reserve_numbers(thread, given)
    free = sum(imported.number is None for _, imported in numbered)
    following = iter(
        range(first := assign_comment_numbers(thread=thread, count=free), first + free)
    )
    for row, imported in numbered:
        row.number = imported.number if imported.number is not None else next(following)
        row.published_at = imported.published_at


def _reserve_numbers(thread: Thread, given: Sequence[int]) -> None:
    row = Thread.objects.select_for_update().get(pk=thread.pk)
    existing = Comment.objects.filter(thread=thread, number__in=given).values_list(
        "number", flat=True
    )
    taken = [number for number, times in Counter([*given, *existing]).items() if times > 1]
    if taken:
        raise ValueError(f"Numbers already taken: {taken[:5]}")
    row.first_number = min(given) if not row.numbered_count else min(row.first_number, *given)
    row.last_number = max(row.last_number, *given)
    row.save(update_fields=["first_number", "last_number"])


def _assign_positions(
    thread: Thread, rows: Sequence[Comment], comments: Sequence[ImportedComment]
) -> list[Reference]:
    article = thread.article
    new = {row.number: row for row in rows if row.number is not None}
    if not new:
        return []
    existing = list(
        Comment.objects.filter(thread=thread).numbered().only(
            "number", "author_name", "text", "published_at", "order_key"
        )
    )  # fmt: skip
    all_comments = sorted([*existing, *new.values()], key=lambda comment: comment.number or 0)
    found: dict[int, list[ResolvedReference]] = {}
    for reference in resolve_thread(
        [build_comment_input(comment, article) for comment in all_comments],
        article_author=article.byline,
        article_text=article.text,
    ):
        found.setdefault(reference.source, []).append(reference)
    targets: dict[int | None, Comment] = {comment.number: comment for comment in all_comments}
    references: list[Reference] = []
    pairs = [pair for pair in zip(rows, comments, strict=True) if pair[0].number is not None]
    # In number order, because a tree key needs the parent's key.
    for row, imported in sorted(pairs, key=lambda pair: pair[0].number or 0):
        reply_to = _get_parent(rows, row, imported)
        replies = [reply_to] if reply_to else []
        own = build_references(row, found.get(row.number or 0, []), targets, replies=replies)
        set_parent(row, reply_to or choose_parent(own))
        references += own
    return references


def _get_parent(rows: Sequence[Comment], row: Comment, imported: ImportedComment) -> Comment | None:
    if imported.parent is None:
        return None
    parent = rows[imported.parent]
    if parent.number is None or not parent.order_key:
        raise ValueError(f"Comment {row.number} precedes its parent")
    return parent


def _insert(rows: Iterable[Comment]) -> None:
    """Insert parents before their replies, one level of the tree at a time."""
    remaining = list(rows)
    while remaining:
        ready = [row for row in remaining if row.parent is None or row.parent.pk]
        remaining = [row for row in remaining if row.parent is not None and not row.parent.pk]
        Comment.objects.bulk_create(ready, batch_size=_BATCH_SIZE)


def _link_missing_targets(thread: Thread, numbered: Sequence[Comment]) -> None:
    numbers = {row.number: row for row in numbered if row.number is not None}
    dangling = Reference.objects.filter(
        source__thread=thread, target=None, target_number__in=list(numbers)
    )
    for reference in dangling:
        reference.target = numbers[reference.target_number]
    Reference.objects.bulk_update(dangling, ["target"], batch_size=_BATCH_SIZE)
