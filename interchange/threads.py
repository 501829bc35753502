"""The comments of an imported article: new ones come in, corrected ones are brought up to date."""

import datetime as dt
import ipaddress
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.functions import Substr

from blog.models import Article
from comments.models import Comment, Thread
from comments.threads.services.comment_policy import set_policy
from comments.threads.services.importing import ImportedComment, import_comments, update_imported
from comments.threads.services.legacy_ids import save_legacy_ids
from comments.threads.services.threads import get_or_create_thread
from core.sanitizing.comments import render_comment
from core.sanitizing.plain_text import plain_text
from core.text import clean_text, get_name_key
from interchange.models import ImportRecord
from interchange.records import SourceArticle, SourceComment, SourceStatus
from interchange.runs import Run, known_records, short_hash

_STATUSES = {
    SourceStatus.PUBLISHED: Comment.Status.PUBLISHED,
    SourceStatus.HELD: Comment.Status.HELD,
    SourceStatus.REMOVED: Comment.Status.REMOVED,
}
_BEGINNING = 200
_LONGEST_URL = 500
_LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class _Known:
    """A comment of the source with the key and the digest that it has in the records."""

    comment: SourceComment
    key: str
    digest: str


def import_thread(run: Run, article: Article, article_key: str, source: SourceArticle) -> None:
    """Bring an article's thread up to date with its source, inside the article's transaction."""
    wanted = [
        _Known(comment, short_hash(article_key, comment.key), _digest(comment))
        for comment in _without_spam(run, source.comments)
    ]
    records = known_records(run, ImportRecord.Kind.COMMENT, (one.key for one in wanted))
    for one in wanted:
        if record := records.get(one.key):
            _bring_up_to_date(run, record, one)
    here = {key: record.comment_id for key, record in records.items() if record.comment_id}
    here |= _add(run, article, [one for one in wanted if one.key not in records])
    ids = {one.comment.legacy_id: here[one.key] for one in wanted if one.key in here}
    ids.pop("", None)
    if ids:
        save_legacy_ids(thread=get_or_create_thread(article), ids=ids)


def close_thread(article: Article) -> None:
    """Take no further comments where the source takes none."""
    thread = get_or_create_thread(article)
    if thread.policy != Thread.CommentPolicy.CLOSED:
        set_policy(thread=thread, policy=Thread.CommentPolicy.CLOSED)


def _without_spam(run: Run, comments: Iterable[SourceComment]) -> Iterator[SourceComment]:
    for comment in comments:
        if comment.status in _STATUSES:
            yield comment
        else:
            run.report.comments.skipped += 1
            run.report.warn(
                comment.place, f"A comment by {comment.author} was left out: it is spam."
            )


def _digest(comment: SourceComment) -> str:
    return short_hash(
        comment.author,
        comment.published_at,
        comment.body,
        comment.email,
        comment.url,
        comment.ip,
        comment.status.value,
    )


def _bring_up_to_date(run: Run, record: ImportRecord, wanted: _Known) -> None:
    counts = run.report.comments
    if record.comment_id is None:
        counts.skipped += 1
    elif record.digest == wanted.digest:
        counts.unchanged += 1
    else:
        comment = Comment.objects.select_related("thread__article__author").get(
            pk=record.comment_id
        )
        update_imported(comment=comment, imported=_imported(wanted.comment))
        record.digest = wanted.digest
        record.save(update_fields=["digest"])
        counts.updated += 1


def _add(run: Run, article: Article, wanted: Sequence[_Known]) -> dict[str, int]:
    """Store the comments that this source brings for the first time; return their rows' keys."""
    if not wanted:
        return {}
    thread = get_or_create_thread(article)
    here = _Present(thread)
    found = {one.key: twin for one in wanted if (twin := here.twin(one.comment))}
    new = [one for one in wanted if one.key not in found]
    rows = import_comments(thread=thread, comments=_prepared(run, new, here))
    run.report.comments.unchanged += len(found)
    run.report.comments.created += len(rows)
    ids = found | {one.key: row.pk for one, row in zip(new, rows, strict=True)}
    ImportRecord.objects.bulk_create(
        ImportRecord(
            source=run.source,
            kind=ImportRecord.Kind.COMMENT,
            key=one.key,
            digest=one.digest,
            comment_id=ids[one.key],
        )
        for one in wanted
    )
    return ids


class _Present:
    """The comments that a thread has already: posted here, or come from another source.

    A blog's export and its saved pages hold the same comments. They tell the same author, minute
    and words; seconds are in the export only, and markup differs.
    """

    def __init__(self, thread: Thread) -> None:
        rows = (
            Comment.objects.filter(thread=thread).values_list(
                "pk", "number", "author_name", "published_at", Substr("text", 1, _BEGINNING)
            )
            if thread.last_number
            else ()
        )
        self.numbers = {number for _, number, *_ in rows}
        self._alike: defaultdict[object, dict[str, int]] = defaultdict(dict)
        for pk, _, author, published_at, text in rows:
            self._alike[_who_and_when(author, published_at)][_words(text)] = pk

    def twin(self, comment: SourceComment) -> int | None:
        """Return the key of the same comment where it is here, once."""
        alike = self._alike.get(_who_and_when(comment.author, comment.published_at))
        return alike.pop(_words(plain_text(render_comment(comment.body))), None) if alike else None


def _who_and_when(author: str, moment: dt.datetime | None) -> tuple[str, dt.datetime | None]:
    return get_name_key(author), moment and moment.replace(second=0, microsecond=0)


def _words(text: str) -> str:
    """Return the letters that a text begins with: enough to tell two comments of a minute apart."""
    return "".join(filter(str.isalnum, text[:_BEGINNING])).casefold()[: _BEGINNING // 4]


def _prepared(run: Run, wanted: Sequence[_Known], here: _Present) -> list[ImportedComment]:
    places = {one.comment.key: place for place, one in enumerate(wanted)}
    prepared = []
    for place, one in enumerate(wanted):
        parent = places.get(one.comment.parent_key, place)
        number = one.comment.number
        if number in here.numbers and number is not None:
            run.report.warn(one.comment.place, f"The number {number} is taken: another was given.")
            number = None
        here.numbers.add(number)
        prepared.append(
            _imported(one.comment, number=number, parent=parent if parent < place else None)
        )
    return prepared


def _imported(
    comment: SourceComment, *, number: int | None = None, parent: int | None = None
) -> ImportedComment:
    return ImportedComment(
        author_name=comment.author,
        body=clean_text(comment.body),
        published_at=comment.published_at,
        email=_email(comment.email),
        url=_url(comment.url),
        ip_address=_ip(comment.ip),
        number=number,
        parent=parent,
        status=_STATUSES[comment.status],
    )


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text if len(text) <= _LONGEST_EMAIL else ""


def _url(text: str) -> str:
    fits = text.startswith(("http://", "https://")) and len(text) <= _LONGEST_URL
    return text if fits and not set(text) & set(' \t"<>') else ""


def _ip(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return None
