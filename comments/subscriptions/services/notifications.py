"""Decide who is notified about a comment or an article, and when.

``mail.outbox`` sends the emails.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from blog.models import Article
from blog.site.current import get_current_site
from comments.models import (
    Announcement,
    Comment,
    MailAddress,
    Notification,
    Reference,
    Subscription,
)
from comments.models.notification import NotificationQuerySet
from comments.rendering.reply_targets import prefetch_reply_targets
from comments.subscriptions.mails import (
    compose_articles_mail,
    compose_comments_mail,
    compose_confirmation_mail,
)
from mail.outbox import Outbox

COMMENTS_PER_MAIL = 50
# Hour in the site's time zone at which digests are sent, daily or on Mondays.
DIGEST_HOUR = 6
# Kept this long for people who ask what happened to an email.
SENT_RETENTION = dt.timedelta(days=30)

_BATCH_SIZE = 500


def create_comment_notifications(*, comment_id: int) -> set[dt.datetime]:
    """Create the notifications for a published comment.

    Nothing is created if the notifications already exist or the comment is no longer public.
    Returns the times at which ``send_due`` must run, except for those already scheduled.
    """
    now = timezone.now()
    local = now.astimezone(get_current_site().zone)
    with transaction.atomic():
        pending = Announcement.objects.pending().filter(comment=comment_id)
        if not pending.update(processed_at=now):
            return set()
        comment = Comment.objects.public().select_related("commenter").filter(pk=comment_id).first()
        return _create(
            Notification(
                subscription_id=pk,
                comment=comment,
                next_attempt_at=get_due_time(cadence, local),
            )
            for pk, cadence in (_get_subscribers(comment) if comment else [])
        )


def create_article_notifications(*, article_id: int) -> set[dt.datetime]:
    """Create the notifications for a published article. See ``create_comment_notifications``."""
    now = timezone.now()
    local = now.astimezone(get_current_site().zone)
    with transaction.atomic():
        pending = Announcement.objects.pending().filter(article=article_id)
        if not pending.update(processed_at=now):
            return set()
        article = Article.objects.listed().filter(pk=article_id).first()
        subscribers = Subscription.objects.active().filter(scope=Subscription.Scope.ARTICLES)
        rows = subscribers.order_by("pk").values_list("pk", "cadence") if article else []
        return _create(
            Notification(
                subscription_id=pk,
                article=article,
                next_attempt_at=get_due_time(cadence, local),
            )
            for pk, cadence in rows
        )


def create_pending_notifications() -> set[dt.datetime]:
    """Create notifications that are still missing, for example because a worker died.

    Returns the times at which ``send_due`` must run, except for those already scheduled.
    """
    times: set[dt.datetime] = set()
    for comment_id, article_id in list(
        Announcement.objects.pending().values_list("comment_id", "article_id")
    ):
        if comment_id:
            times |= create_comment_notifications(comment_id=comment_id)
        else:
            times |= create_article_notifications(article_id=article_id)
    return times


def get_due_time(cadence: str, now: dt.datetime) -> dt.datetime:
    """Return when to send a notification created at ``now``, which is in the site's time zone."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    # Adding days to a local time keeps the hour, whatever the UTC offset.
    today = hour.replace(hour=DIGEST_HOUR, fold=0)
    match cadence:
        case Subscription.Cadence.HOURLY:
            return hour.astimezone(dt.UTC) + dt.timedelta(hours=1)
        case Subscription.Cadence.DAILY:
            due = today if now < today else today + dt.timedelta(days=1)
            return due.astimezone(dt.UTC)
        case Subscription.Cadence.WEEKLY:
            monday = today - dt.timedelta(days=today.weekday())
            due = monday if now < monday else monday + dt.timedelta(days=7)
            return due.astimezone(dt.UTC)
        case _:
            return now.astimezone(dt.UTC)


def delete_sent_notifications() -> None:
    """Delete notifications sent long ago. Announcements stay so that nothing is announced twice."""
    Notification.objects.filter(sent_at__lt=timezone.now() - SENT_RETENTION).delete()


def _get_subscribers(comment: Comment) -> list[tuple[int, str]]:
    """Return the primary key and cadence of one subscription per address to notify.

    Authors are never notified about their own comments. If a person has subscribed both to the
    thread and to replies, a reply to them is sent under the subscription to replies.
    """
    replied_to = Reference.objects.confident().filter(source=comment, target__isnull=False)
    commenters = replied_to.values("target__commenter")
    emails = replied_to.exclude(target__commenter__email="").values("target__commenter__email")
    scopes = Subscription.Scope
    rows = (
        Subscription.objects.active()
        .filter(
            Q(scope=scopes.THREAD, thread=comment.thread_id)
            | Q(scope=scopes.REPLIES, commenter__in=commenters)
            | Q(scope=scopes.REPLIES, email__in=emails)
        )
        .exclude(email=comment.commenter.email)
        .exclude(commenter=comment.commenter)
        # A later row replaces an earlier one for the same address: "replies" come after "thread".
        .order_by("-scope", "pk")
        .values_list("email", "pk", "cadence")
    )
    return list({email: (pk, cadence) for email, pk, cadence in rows}.values())


def _create(rows: Iterable[Notification]) -> set[dt.datetime]:
    rows = list(rows)
    times = NOTIFICATION_OUTBOX.get_unscheduled(
        {row.next_attempt_at for row in rows if row.next_attempt_at}
    )
    Notification.objects.bulk_create(rows, batch_size=_BATCH_SIZE, ignore_conflicts=True)
    return times


def _compose(notifications: Sequence[Notification]) -> EmailMultiAlternatives | None:
    subscription = notifications[0].subscription
    if subscription.is_active:
        articles = [row.article for row in notifications if row.article and _is_listed(row.article)]
        if articles:
            return compose_articles_mail(subscription, articles)
        comments = [row.comment for row in notifications if row.comment and _is_public(row.comment)]
        return compose_comments_mail(subscription, comments) if comments else None
    asks = any(row.comment is None and row.article is None for row in notifications)
    if asks and subscription.ended_at is None:
        address = MailAddress.objects.get(email=subscription.email)
        return compose_confirmation_mail(subscription, address)
    return None


def _is_public(comment: Comment) -> bool:
    return comment.is_readable and comment.thread.article.is_public


def _is_listed(article: Article) -> bool:
    return article.is_public and article.is_listed


def _get_rows() -> NotificationQuerySet:
    return (
        Notification.objects.select_related(
            "subscription__thread__article", "comment__thread__article", "article__author"
        )
        .prefetch_related(prefetch_reply_targets("comment__references"))
        .order_by("comment__published_at", "article__published_at", "pk")
    )


NOTIFICATION_OUTBOX = Outbox(
    _get_rows,
    _compose,
    group_by="subscription",
    group_size=COMMENTS_PER_MAIL,
    create_missing=create_pending_notifications,
)
