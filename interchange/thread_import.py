"""Create and update the comments of an imported article."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.functions import Substr
from django.forms import EmailField

from blog.models import Article
from comments.models import Comment, Thread
from comments.submission.fields import WebsiteField
from comments.threads.services.comment_policy import set_comment_policy
from comments.threads.services.importing import ImportedComment, import_comments, update_imported
from comments.threads.services.legacy_ids import save_legacy_ids
from comments.threads.services.threads import get_or_create_thread
from core.client_address import parse_address
from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text
from core.text import clean_text, get_name_key
from interchange.import_run import ImportRun, compute_hash, get_import_records
from interchange.models import ImportRecord
from interchange.source_records import SourceArticle, SourceComment, SourceStatus

_STATUSES = {
    SourceStatus.PUBLISHED: Comment.Status.PUBLISHED,
    SourceStatus.HELD: Comment.Status.HELD,
    SourceStatus.REMOVED: Comment.Status.REMOVED,
}
_OPENING_LENGTH = 200
_URL_LENGTH = 500
_EMAIL_LENGTH = 254


@dataclass(frozen=True, slots=True)
class _KeyedComment:
    """A source comment with the key and digest of its import record."""

    comment: SourceComment
    key: str
    digest: str


def import_thread(
    run: ImportRun, article: Article, article_key: str, source: SourceArticle
) -> None:
    """Create and update the comments of ``article`` from ``source``.

    Runs inside the article's transaction. ``article_key`` is the key of the article's import
    record. Counts and warnings go to ``run.report``.
    """
    comments = (_clean_contacts(run, comment) for comment in _without_spam(run, source.comments))
    keyed_comments = [
        _KeyedComment(comment, compute_hash(article_key, comment.key), _compute_digest(comment))
        for comment in comments
    ]
    records = get_import_records(
        run, ImportRecord.Kind.COMMENT, (keyed.key for keyed in keyed_comments)
    )
    for keyed in keyed_comments:
        if record := records.get(keyed.key):
            _update_comment(run, record, keyed)
    comment_ids = {key: record.comment_id for key, record in records.items() if record.comment_id}
    comment_ids |= _create_comments(
        run, article, [keyed for keyed in keyed_comments if keyed.key not in records]
    )
    legacy_ids = {
        keyed.comment.legacy_id: comment_ids[keyed.key]
        for keyed in keyed_comments
        if keyed.key in comment_ids
    }
    legacy_ids.pop("", None)
    if legacy_ids:
        save_legacy_ids(thread=get_or_create_thread(article), ids=legacy_ids)


def close_thread(article: Article) -> None:
    thread = get_or_create_thread(article)
    if thread.policy != Thread.CommentPolicy.CLOSED:
        set_comment_policy(thread=thread, policy=Thread.CommentPolicy.CLOSED)


def _without_spam(run: ImportRun, comments: Iterable[SourceComment]) -> Iterator[SourceComment]:
    for comment in comments:
        if comment.status in _STATUSES:
            yield comment
        else:
            run.report.comments.skipped += 1
            run.report.add_warning(comment.place, f"Skipped a spam comment by {comment.author}.")


def _compute_digest(comment: SourceComment) -> str:
    return compute_hash(
        comment.author,
        comment.published_at,
        comment.body,
        comment.email,
        comment.url,
        comment.ip,
        comment.status.value,
    )


def _update_comment(run: ImportRun, record: ImportRecord, keyed: _KeyedComment) -> None:
    counts = run.report.comments
    if record.comment_id is None:
        counts.skipped += 1
    elif record.digest == keyed.digest:
        counts.unchanged += 1
    else:
        comment = Comment.objects.select_related("thread__article__author").get(
            pk=record.comment_id
        )
        update_imported(comment=comment, imported=_to_imported_comment(keyed.comment))
        record.digest = keyed.digest
        record.save(update_fields=["digest"])
        counts.updated += 1


def _create_comments(
    run: ImportRun, article: Article, new_comments: Sequence[_KeyedComment]
) -> dict[str, int]:
    """Store the comments that have no import record; return their primary keys by record key."""
    if not new_comments:
        return {}
    thread = get_or_create_thread(article)
    existing = _ExistingComments(thread)
    found = {
        keyed.key: duplicate
        for keyed in new_comments
        if (duplicate := existing.find_duplicate(keyed.comment))
    }
    new = [keyed for keyed in new_comments if keyed.key not in found]
    rows = import_comments(thread=thread, comments=_prepare_comments(run, new, existing))
    run.report.comments.unchanged += len(found)
    run.report.comments.created += len(rows)
    ids = found | {keyed.key: row.pk for keyed, row in zip(new, rows, strict=True)}
    ImportRecord.objects.bulk_create(
        ImportRecord(
            source=run.source,
            kind=ImportRecord.Kind.COMMENT,
            key=keyed.key,
            digest=keyed.digest,
            comment_id=ids[keyed.key],
        )
        for keyed in new_comments
    )
    return ids


class _ExistingComments:
    """The comments that a thread already has, posted on this site or imported from another source.

    An export and the saved pages of a blog contain the same comments, with the same authors and
    words and the same times to the minute. Only the export includes seconds, and the markup
    differs.
    """

    def __init__(self, thread: Thread) -> None:
        rows = (
            Comment.objects.filter(thread=thread).values_list(
                "pk", "number", "author_name", "published_at", Substr("text", 1, _OPENING_LENGTH)
            )
            if thread.last_number
            else ()
        )
        self.numbers = {number for _, number, *_ in rows}
        self._alike: defaultdict[object, dict[str, int]] = defaultdict(dict)
        for pk, _, author, published_at, text in rows:
            self._alike[_get_signature(author, published_at)][_get_opening(text)] = pk

    def find_duplicate(self, comment: SourceComment) -> int | None:
        """Return the primary key of the matching comment, or None. Each comment matches once."""
        alike = self._alike.get(_get_signature(comment.author, comment.published_at))
        return (
            alike.pop(_get_opening(plain_text(render_comment(comment.body))), None)
            if alike
            else None
        )


def _get_signature(author: str, moment: dt.datetime | None) -> tuple[str, dt.datetime | None]:
    return get_name_key(author), moment and moment.replace(second=0, microsecond=0)


def _get_opening(text: str) -> str:
    """Return the first letters of ``text``: enough to tell apart comments from the same minute."""
    return "".join(filter(str.isalnum, text[:_OPENING_LENGTH])).casefold()[: _OPENING_LENGTH // 4]


def _prepare_comments(
    run: ImportRun, new_comments: Sequence[_KeyedComment], existing: _ExistingComments
) -> list[ImportedComment]:
    indexes = {keyed.comment.key: index for index, keyed in enumerate(new_comments)}
    prepared = []
    for index, keyed in enumerate(new_comments):
        parent = indexes.get(keyed.comment.parent_key, index)
        number = keyed.comment.number
        if number in existing.numbers and number is not None:
            run.report.add_warning(
                keyed.comment.place,
                f"Number {number} is already taken; the comment got another number.",
            )
            number = None
        existing.numbers.add(number)
        prepared.append(
            _to_imported_comment(
                keyed.comment, number=number, parent=parent if parent < index else None
            )
        )
    return prepared


def _to_imported_comment(
    comment: SourceComment, *, number: int | None = None, parent: int | None = None
) -> ImportedComment:
    return ImportedComment(
        author_name=comment.author,
        body=clean_text(comment.body),
        published_at=comment.published_at,
        email=comment.email,
        url=comment.url,
        ip_address=comment.ip or None,
        number=number,
        parent=parent,
        status=_STATUSES[comment.status],
    )


def _clean_contacts(run: ImportRun, comment: SourceComment) -> SourceComment:
    """Clean the email address, website, and IP address like the comment form does.

    Each invalid value is dropped with a warning.
    """
    cleaned: dict[str, Any] = {}
    for field, (label, clean) in _CONTACTS.items():
        text = unescape(getattr(comment, field)).strip()
        try:
            cleaned[field] = clean(text)
        except ValidationError:
            cleaned[field] = ""
            run.report.add_warning(
                comment.place, f"Dropped an invalid {label} of {comment.author}: “{text}”."
            )
    return replace(comment, **cleaned)


def _clean_ip_address(text: str) -> str:
    address = parse_address(text)
    if text and address is None:
        raise ValidationError("Invalid IP address")
    return address or ""


_CONTACTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "email": ("email address", EmailField(required=False, max_length=_EMAIL_LENGTH).clean),
    "url": ("website", WebsiteField(required=False, max_length=_URL_LENGTH).clean),
    "ip": ("IP address", _clean_ip_address),
}
