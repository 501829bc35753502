"""Comments that were written elsewhere, brought in with their dates, numbers and answers."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from comments.models import Comment, Commenter, Reference, Thread
from comments.references import Found, resolve_thread
from comments.services.commenters import recognise_guest
from comments.services.placing import (
    best_parent,
    make_references,
    put_under,
    read_again,
    utterance,
)
from comments.services.submission import digest_of
from comments.services.threads import count_changes, take_numbers
from core.sanitizing.comments import render_comment
from core.sanitizing.plain_text import plain_text
from core.text import clean_line, get_name_key

_BATCH = 500
_NAMELESS = "Anonymous"
# What follows the source when it is corrected.
_FOLLOWING = (
    "author_name", "author_url", "source", "html", "text", "digest", "submitted_at", "ip_address",
    "commenter",
)  # fmt: skip
_SHOWN = {Comment.Status.PUBLISHED, Comment.Status.REMOVED}


@dataclass(frozen=True, slots=True)
class ImportedComment:
    """One comment as its source tells it. Only a name, a text and a time are needed.

    ``number`` is given where the source numbers its comments; the others get the thread's next
    ones, in the order of the list. ``parent`` is the comment's place in the same list, for sources
    that know whom it answers; it must stand before this one.
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
    """Store comments in the order given, numbered, with the references that their texts show.

    Returns the stored comments in the same order. References of comments that were there before
    are left as they are, but one that pointed to a missing number finds it if it came in now. No
    screener is asked and nobody is told. Raises ``ValueError`` when a number is taken already or a
    parent stands behind its answer; nothing is stored then.
    """
    if not comments:
        return []
    with transaction.atomic():
        rows = list(_rows(thread, comments))
        _number(thread, rows, comments)
        references = _place_all(thread, rows, comments)
        _insert(rows)
        Reference.objects.bulk_create(references, batch_size=_BATCH)
        shown = [row for row in rows if row.number is not None]
        _find_missing_targets(thread, shown)
        count_changes(
            thread=thread,
            numbered=len(shown),
            published=sum(row.status == Comment.Status.PUBLISHED for row in shown),
        )
    return rows


def update_imported(*, comment: Comment, imported: ImportedComment) -> Comment:
    """Take over what a corrected source says of a comment that came in before.

    Text, name, website, date and references follow the source. Number, status and the place in the
    tree stay: people may have linked to them, and moderators may have decided since.
    """
    with transaction.atomic():
        comment.refresh_from_db(from_queryset=Comment.objects.select_for_update())
        fresh = _row(comment.thread, imported, _commenter(imported))
        for field in _FOLLOWING:
            setattr(comment, field, getattr(fresh, field))
        if comment.number is not None:
            comment.published_at = imported.published_at
        comment.version += 1
        comment.save(update_fields=[*_FOLLOWING, "published_at", "version"])
        if comment.number is not None:
            read_again(comment)
            count_changes(thread=comment.thread)
    return comment


def _rows(thread: Thread, comments: Sequence[ImportedComment]) -> Iterator[Comment]:
    known: dict[tuple[str, str], Commenter] = {}
    for imported in comments:
        who = (get_name_key(imported.author_name), imported.email.lower())
        if who not in known:
            known[who] = _commenter(imported)
        yield _row(thread, imported, known[who])


def _commenter(imported: ImportedComment) -> Commenter:
    return recognise_guest(
        name=clean_line(imported.author_name)[:100] or _NAMELESS,
        email=imported.email,
        url=imported.url,
        since=imported.published_at,
    )


def _row(thread: Thread, imported: ImportedComment, commenter: Commenter) -> Comment:
    html = render_comment(imported.body)
    return Comment(
        thread=thread,
        commenter=commenter,
        status=imported.status,
        author_name=clean_line(imported.author_name)[:100] or _NAMELESS,
        author_url=imported.url,
        source=imported.body,
        html=html,
        text=plain_text(html),
        digest=digest_of(imported.body),
        submitted_at=imported.published_at,
        ip_address=imported.ip_address,
    )


def _number(thread: Thread, rows: Sequence[Comment], comments: Sequence[ImportedComment]) -> None:
    shown = [
        (row, imported)
        for row, imported in zip(rows, comments, strict=True)
        if row.status in _SHOWN
    ]
    given = [imported.number for _, imported in shown if imported.number is not None]
    if given:
        _make_room(thread, given)
    free = sum(imported.number is None for _, imported in shown)
    following = iter(range(first := take_numbers(thread=thread, count=free), first + free))
    for row, imported in shown:
        row.number = imported.number if imported.number is not None else next(following)
        row.published_at = imported.published_at


def _make_room(thread: Thread, given: Sequence[int]) -> None:
    row = Thread.objects.select_for_update().get(pk=thread.pk)
    here = Comment.objects.filter(thread=thread, number__in=given).values_list("number", flat=True)
    taken = [number for number, times in Counter([*given, *here]).items() if times > 1]
    if taken:
        raise ValueError(f"Numbers are taken already: {taken[:5]}")
    row.first_number = min(given) if not row.numbered_count else min(row.first_number, *given)
    row.last_number = max(row.last_number, *given)
    row.save(update_fields=["first_number", "last_number"])


def _place_all(
    thread: Thread, rows: Sequence[Comment], comments: Sequence[ImportedComment]
) -> list[Reference]:
    article = thread.article
    new = {row.number: row for row in rows if row.number is not None}
    if not new:
        return []
    before = list(
        Comment.objects.filter(thread=thread).numbered().only(
            "number", "author_name", "text", "published_at", "order_key"
        )
    )  # fmt: skip
    everybody = sorted([*before, *new.values()], key=lambda one: one.number or 0)
    found: dict[int, list[Found]] = {}
    for one in resolve_thread(
        [utterance(comment, article) for comment in everybody],
        article_author=article.byline,
        article_text=article.text,
    ):
        found.setdefault(one.source, []).append(one)
    targets: dict[int | None, Comment] = {comment.number: comment for comment in everybody}
    references: list[Reference] = []
    pairs = [pair for pair in zip(rows, comments, strict=True) if pair[0].number is not None]
    # In the order of the numbers, whatever that of the list: a place needs the place above it.
    for row, imported in sorted(pairs, key=lambda pair: pair[0].number or 0):
        reply_to = _parent(rows, row, imported)
        replies = [reply_to] if reply_to else []
        own = make_references(row, found.get(row.number or 0, []), targets, replies=replies)
        put_under(row, reply_to or best_parent(own))
        references += own
    return references


def _parent(rows: Sequence[Comment], row: Comment, imported: ImportedComment) -> Comment | None:
    if imported.parent is None:
        return None
    parent = rows[imported.parent]
    if parent.number is None or not parent.order_key:
        raise ValueError(f"The comment {row.number} stands before the one that it answers")
    return parent


def _insert(rows: Iterable[Comment]) -> None:
    """Insert parents before their answers, in as few statements as the depth of the talk allows."""
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if row.parent is None or row.parent.pk]
        waiting = [row for row in waiting if row.parent is not None and not row.parent.pk]
        Comment.objects.bulk_create(ready, batch_size=_BATCH)


def _find_missing_targets(thread: Thread, shown: Sequence[Comment]) -> None:
    numbers = {row.number: row for row in shown if row.number is not None}
    dangling = Reference.objects.filter(
        source__thread=thread, target=None, target_number__in=list(numbers)
    )
    for reference in dangling:
        reference.target = numbers[reference.target_number]
    Reference.objects.bulk_update(dangling, ["target"], batch_size=_BATCH)
