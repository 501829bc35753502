"""Recommend and feature comments."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Recommendation, Thread
from comments.policies import can_recommend
from comments.threads.services.status import StaleComment
from comments.threads.services.threads import update_counters
from comments.visitors.visitor import Visitor
from core.limits import NetworkLimit

# How many guests of one network may recommend a comment: enough for a family, not for bots.
GUESTS_PER_NETWORK = NetworkLimit(5, 10)
# Accounts take more work to create, but one person can have several.
ACCOUNTS_PER_NETWORK = NetworkLimit(20, 40)


class RecommendationNotAllowed(Exception):
    """The comment is the visitor's own or is not readable."""


class TooManyRecommendations(Exception):
    """Too many readers have recommended the comment from this network."""


def recommend_comment(*, visitor: Visitor, comment: Comment, ip_address: str | None = None) -> int:
    """Recommend a comment and return its recommendation count. Idempotent.

    visitor: Must have an account or a browser key.
    comment: Must have its commenter loaded.

    Raises ``RecommendationNotAllowed`` if the comment is the visitor's own or isn't readable, or
    ``TooManyRecommendations`` if there are too many recommendations from the same network.
    """
    if not can_recommend(visitor, comment):
        raise RecommendationNotAllowed
    with transaction.atomic():
        recommendations = Recommendation.objects.filter(comment=comment)
        if not recommendations.by(visitor).exists():
            _check_network(visitor, comment, ip_address)
            _update_count(comment, int(_create(visitor, comment, ip_address)))
    return _get_count(comment)


def unrecommend_comment(*, visitor: Visitor, comment: Comment) -> int:
    """Undo the visitor's recommendation of a comment. Return the remaining count. Idempotent."""
    with transaction.atomic():
        own = Recommendation.objects.filter(comment=comment).by(visitor)
        deleted, _rows = own.delete()
        _update_count(comment, -deleted)
    return _get_count(comment)


def delete_recommendations(*, user: User) -> None:
    """Delete all of a user's recommendations and update the counters."""
    with transaction.atomic():
        own = Recommendation.objects.filter(user=user)
        # The lock keeps a concurrent deletion from being counted twice.
        if not list(own.select_for_update().values_list("pk", flat=True)):
            return
        recommended = Comment.objects.filter(pk__in=own.values("comment"))
        recommended.update(recommend_count=F("recommend_count") - 1)
        threads = Thread.objects.filter(pk__in=recommended.values("thread"))
        threads.update(recommended_at=timezone.now())
        own.delete()


def set_featured(*, comment: Comment, featured: bool) -> Comment:
    """Feature a published comment or stop featuring it. Return the updated comment.

    Callers check permissions and log the decision. Raises ``StaleComment`` if there is nothing to
    change, for example because of a concurrent request, or if the comment is no longer published.
    """
    with transaction.atomic():
        changeable = Comment.objects.filter(pk=comment.pk, featured_at__isnull=featured)
        if featured:
            changeable = changeable.published()
        changed = changeable.update(featured_at=timezone.now() if featured else None)
        comment = Comment.objects.select_related("thread__article", "commenter").get(pk=comment.pk)
        if not changed:
            raise StaleComment(comment)
        Thread.objects.filter(pk=comment.thread_id).update(
            featured_count=F("featured_count") + (1 if featured else -1)
        )
        update_counters(thread=comment.thread)
    return comment


def _create(visitor: Visitor, comment: Comment, ip_address: str | None) -> bool:
    identity = {"user": visitor.user} if visitor.user else {"key": visitor.browser_key}
    _recommendation, created = Recommendation.objects.get_or_create(
        comment=comment, **identity, defaults={"ip_address": ip_address}
    )
    return created


def _update_count(comment: Comment, change: int) -> None:
    """Update the comment's counter and the thread's ``recommended_at``.

    The thread's version doesn't change; ``recommendation_slices`` determines when pages show the
    new count.
    """
    if not change:
        return
    counted = Comment.objects.filter(pk=comment.pk)
    if change > 0:
        counted = counted.published()
    if not counted.update(recommend_count=F("recommend_count") + change):
        raise RecommendationNotAllowed
    Thread.objects.filter(pk=comment.thread_id).update(recommended_at=timezone.now())


def _get_count(comment: Comment) -> int:
    return Comment.objects.values_list("recommend_count", flat=True).get(pk=comment.pk)


def _check_network(visitor: Visitor, comment: Comment, ip_address: str | None) -> None:
    limit = ACCOUNTS_PER_NETWORK if visitor.user else GUESTS_PER_NETWORK
    same = Recommendation.objects.filter(comment=comment, user__isnull=visitor.user is None)
    if limit.is_reached(same, ip_address):
        raise TooManyRecommendations
