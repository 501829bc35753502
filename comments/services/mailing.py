"""Telling those who follow: who is to be told, and of what.

A published comment is announced in the transaction that publishes it, at the cost of one row. A
worker writes the outbox from that, and sends it (``comments.services.sending``). An announcement is
made once, so that this can be done again after it broke off.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
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
from comments.services.sending import Outbox

# A mail tells of so many comments; what is more comes in the next one.
COMMENTS_A_MAIL = 50
# Daily mails, and the weekly ones of Monday, are gathered until this hour (UTC).
DAILY_AT = 6
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


def forget_sent() -> None:
    """Take out of the outbox what went out long ago. That a comment was announced is kept."""
    Notification.objects.filter(sent_at__lt=timezone.now() - SENT_KEPT_FOR).delete()


def _followers(comment: Comment) -> list[tuple[int, str]]:
    """Return whom to tell of a comment: key and cadence, one for each address, never its author.

    Somebody who follows both the answers and the thread is told once, as of an answer.
    """
    answered = Reference.objects.confident().filter(source=comment, target__isnull=False)
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
    moments = NOTIFICATIONS.not_awaited(
        {row.next_attempt_at for row in rows if row.next_attempt_at}
    )
    Notification.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
    return moments


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


def _rows() -> NotificationQuerySet:
    return Notification.objects.select_related(
        "subscription__thread__article", "comment__thread__article", "article__author"
    ).order_by("comment__published_at", "article__published_at", "pk")


NOTIFICATIONS = Outbox(_rows, _message, gathered_by="subscription", most=COMMENTS_A_MAIL)
