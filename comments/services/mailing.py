"""Telling those who follow: who is to be told, and the outbox until a mail server has taken it.

A published comment is announced in the transaction that publishes it, at the cost of one row. A
worker writes the outbox from that, and sends it. Each step can be done again after it broke off:
an announcement is made once, and a row of the outbox is claimed by one statement that only one
worker can win. A row whose worker died in the middle becomes due again, so that a mail is lost
never, and comes twice only if the worker died between the mail server's "yes" and our note of it.
"""

import datetime as dt
import logging
import secrets
from collections.abc import Iterable, Iterator, Sequence

from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Min, Q
from django.utils import timezone

from blog.models import Article
from comments.mail import about_articles, about_comments, question
from comments.models import (
    Announcement,
    Comment,
    MailAddress,
    Notification,
    Reference,
    Subscription,
)
from comments.models.notification import NotificationQuerySet

logger = logging.getLogger(__name__)

# A mail tells of so many comments; what is more comes in the next one.
COMMENTS_A_MAIL = 50
# Daily mails, and the weekly ones of Monday, are gathered until this hour (UTC).
DAILY_AT = 6
# Longer than composing and sending one mail can take.
CLAIMED_FOR = dt.timedelta(minutes=10)
# How long to wait after the first, second, ... attempt that failed; then always as the last.
RETRY_AFTER = [dt.timedelta(minutes=minutes) for minutes in (1, 3, 10, 30, 60)]
# A mail that a working server refuses for so long is given up. Where no server answers, it waits.
GIVE_UP_AFTER = dt.timedelta(days=5)
# What was sent is remembered for so long, for whoever asks what became of a mail.
SENT_KEPT_FOR = dt.timedelta(days=30)

_BATCH = 500


def announce(*, comment_id: int) -> set[dt.datetime]:
    """Write the notifications of a published comment into the outbox.

    Nothing is written the second time, nor for a comment that can't be read any more. Returns the
    moments at which the outbox is to be sent and for which nothing lay in it before.
    """
    now = timezone.now()
    with transaction.atomic():
        if not Announcement.objects.pending().filter(comment=comment_id).update(made_at=now):
            return set()
        comment = Comment.objects.public().select_related("commenter").filter(pk=comment_id).first()
        return _write_out(
            Notification(subscription_id=pk, comment=comment, next_attempt_at=due_at(cadence, now))
            for pk, cadence in (_followers(comment) if comment else [])
        )


def announce_article(*, article_id: int) -> set[dt.datetime]:
    """Write the notifications of a published article into the outbox; like ``announce``."""
    now = timezone.now()
    with transaction.atomic():
        if not Announcement.objects.pending().filter(article=article_id).update(made_at=now):
            return set()
        article = Article.objects.listed().filter(pk=article_id).first()
        readers = Subscription.objects.active().filter(scope=Subscription.Scope.ARTICLES)
        rows = readers.order_by("pk").values_list("pk", "cadence") if article else []
        return _write_out(
            Notification(subscription_id=pk, article=article, next_attempt_at=due_at(cadence, now))
            for pk, cadence in rows
        )


def announce_all() -> set[dt.datetime]:
    """Make all announcements that were left over when a worker died; return as ``announce``."""
    moments: set[dt.datetime] = set()
    for comment_id, article_id in list(
        Announcement.objects.pending().values_list("comment_id", "article_id")
    ):
        if comment_id:
            moments |= announce(comment_id=comment_id)
        else:
            moments |= announce_article(article_id=article_id)
    return moments


def due_at(cadence: str, now: dt.datetime) -> dt.datetime:
    """Return when news of this moment is to be told: now, at the full hour, tomorrow, on Monday."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    match cadence:
        case Subscription.Cadence.HOURLY:
            return hour + dt.timedelta(hours=1)
        case Subscription.Cadence.DAILY:
            today = hour.replace(hour=DAILY_AT)
            return today if now < today else today + dt.timedelta(days=1)
        case Subscription.Cadence.WEEKLY:
            monday = hour.replace(hour=DAILY_AT) - dt.timedelta(days=hour.weekday())
            return monday if now < monday else monday + dt.timedelta(days=7)
        case _now:
            return now


def send_due() -> set[dt.datetime]:
    """Send what is due.

    Never raises for a mail that can't be sent: it stays in the outbox and is tried again. Returns
    the moments at which that is to be done, without those for which something lay there before.
    """
    moments: set[dt.datetime] = set()
    mailer = mailers.default
    try:
        for subscription_id in _due_subscriptions():
            try:
                mailer.open()
            except OSError as error:
                logger.warning("No mail server: %s", _told(error))
                return moments | _wait_for_server(error)
            moments |= _send_to(subscription_id, mailer)
    finally:
        _close(mailer)
    return moments


def forget_sent() -> None:
    """Take out of the outbox what went out long ago. That a comment was announced is kept."""
    Notification.objects.filter(sent_at__lt=timezone.now() - SENT_KEPT_FOR).delete()


def _followers(comment: Comment) -> list[tuple[int, str]]:
    """Return whom to tell of a comment: key and cadence, one for each address, never its author.

    Somebody who follows both the answers and the thread is told once, as of an answer.
    """
    answered = Reference.objects.sure().filter(source=comment, target__isnull=False)
    commenters = answered.values("target__commenter")
    emails = answered.exclude(target__commenter__email="").values("target__commenter__email")
    scopes = Subscription.Scope
    rows = (
        Subscription.objects.active()
        .filter(
            Q(scope=scopes.THREAD, thread=comment.thread_id)
            | Q(scope=scopes.ANSWERS, commenter__in=commenters)
            | Q(scope=scopes.ANSWERS, email__in=emails)
        )
        .exclude(email=comment.commenter.email)
        .exclude(commenter=comment.commenter)
        # A later row of the same address overwrites an earlier one: answers come last.
        .order_by("-scope", "pk")
        .values_list("email", "pk", "cadence")
    )
    return list({email: (pk, cadence) for email, pk, cadence in rows}.values())


def _write_out(rows: Iterable[Notification]) -> set[dt.datetime]:
    """Put rows into the outbox; return the moments for which nothing lay in it before."""
    rows = list(rows)
    moments = _not_awaited({row.next_attempt_at for row in rows if row.next_attempt_at})
    Notification.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
    return moments


def _due_subscriptions() -> Iterator[int]:
    """Yield whose mail is due, the longest waiting first, until nobody's is."""
    while True:
        due = (
            Notification.objects.due(timezone.now())
            .values("subscription")
            .annotate(first=Min("next_attempt_at"))
            .order_by("first", "subscription")
        )
        batch = [row["subscription"] for row in due[:_BATCH]]
        if not batch:
            return
        yield from batch


def _send_to(subscription_id: int, mailer: BaseEmailBackend) -> set[dt.datetime]:
    """Send one mail with what is due for one subscription; return when to try again, if at all."""
    claimed = _claim(subscription_id)
    if not claimed:
        return set()
    try:
        if message := _message(claimed):
            mailer.send_messages([message])
    # Whatever is wrong with one mail, the next one is not to wait for it.
    except Exception as error:
        logger.exception("Mail for subscription %s was not sent", subscription_id)
        _close(mailer)
        return _put_back(claimed, error)
    _claimed(claimed).update(
        sent_at=timezone.now() if message else None, next_attempt_at=None, error=""
    )
    return set()


def _claim(subscription_id: int) -> list[Notification]:
    """Take what is due for one subscription, so that nobody else sends it."""
    now = timezone.now()
    claim = secrets.token_hex(16)
    due = Notification.objects.filter(subscription=subscription_id).due(now)
    keys = list(due.order_by("pk").values_list("pk", flat=True)[:COMMENTS_A_MAIL])
    due.filter(pk__in=keys).update(claim=claim, next_attempt_at=now + CLAIMED_FOR)
    return list(
        Notification.objects.filter(claim=claim)
        .select_related(
            "subscription__thread__article", "comment__thread__article", "article__author"
        )
        .order_by("comment__published_at", "article__published_at", "pk")
    )


def _claimed(notifications: Sequence[Notification]) -> NotificationQuerySet:
    return Notification.objects.filter(claim=notifications[0].claim)


def _message(notifications: Sequence[Notification]) -> EmailMultiAlternatives | None:
    """Compose the mail, or nothing where what it would tell is no longer so."""
    subscription = notifications[0].subscription
    if subscription.is_active:
        articles = [row.article for row in notifications if row.article and _is_listed(row.article)]
        if articles:
            return about_articles(subscription, articles)
        comments = [row.comment for row in notifications if row.comment and _is_public(row.comment)]
        return about_comments(subscription, comments) if comments else None
    is_question = any(row.comment is None and row.article is None for row in notifications)
    if is_question and subscription.ended_at is None:
        return question(subscription, MailAddress.objects.get(email=subscription.email))
    return None


def _is_public(comment: Comment) -> bool:
    return comment.is_readable and comment.thread.article.is_public


def _is_listed(article: Article) -> bool:
    return article.is_public and article.is_listed


def _put_back(notifications: Sequence[Notification], error: Exception) -> set[dt.datetime]:
    oldest = min(row.created_at for row in notifications)
    if timezone.now() - oldest > GIVE_UP_AFTER:
        _claimed(notifications).update(next_attempt_at=None, error=_told(error))
        return set()
    return _postpone(_claimed(notifications), error)


def _wait_for_server(error: Exception) -> set[dt.datetime]:
    """Let all that is due wait for the same moment, so that a dead server is asked once then."""
    return _postpone(Notification.objects.due(timezone.now()), error)


def _postpone(rows: NotificationQuerySet, error: Exception) -> set[dt.datetime]:
    attempts = rows.aggregate(least=Min("attempts"))["least"] or 0
    wait = RETRY_AFTER[min(attempts, len(RETRY_AFTER) - 1)]
    # A full minute, so that what fails at about the same time is tried together.
    moment = (timezone.now() + wait).replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
    new = _not_awaited({moment})
    rows.update(attempts=F("attempts") + 1, next_attempt_at=moment, error=_told(error))
    return new


def _not_awaited(moments: set[dt.datetime]) -> set[dt.datetime]:
    """Return those moments at which nothing is to be sent yet."""
    awaited = Notification.objects.filter(next_attempt_at__in=moments)
    return moments - set(awaited.values_list("next_attempt_at", flat=True).distinct())


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _close(mailer: BaseEmailBackend) -> None:
    try:
        mailer.close()
    except Exception:
        logger.exception("The connection to the mail server could not be closed")
