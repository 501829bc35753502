"""Recommending comments, and what everybody is told of it."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from comments.authorship import Author
from comments.models import Comment, Recommendation, Thread
from comments.peace.readers import Reader
from comments.policies import can_recommend

# So many guests of one network address may recommend one comment: a family, not a crowd of keys.
GUESTS_AN_ADDRESS = 5


class NotRecommendable(Exception):
    """The comment can't be read any more, or is the reader's own."""


class TooManyRecommended(Exception):
    """Too many guests have recommended this comment from one network address."""


def recommend(
    *, reader: Reader, author: Author, comment: Comment, ip_address: str | None = None
) -> int:
    """Recommend a comment and return how many do. Twice is as good as once.

    ``reader`` can be told from others; ``author`` is the same visitor as a writer, who doesn't
    recommend what is theirs. ``comment`` comes with its commenter. Raises ``NotRecommendable`` and
    ``TooManyRecommended``.
    """
    if not can_recommend(author, comment):
        raise NotRecommendable
    with transaction.atomic():
        theirs = Recommendation.objects.filter(comment=comment)
        if not theirs.by(reader).exists():
            if reader.user is None:
                _refuse_crowds(comment, ip_address)
            _count(comment, int(_add(reader, comment, ip_address)))
    return _counted(comment)


def stop_recommending(*, reader: Reader, comment: Comment) -> int:
    """Take a recommendation back, if there is one, and return how many are left."""
    with transaction.atomic():
        deleted, _rows = Recommendation.objects.filter(comment=comment).by(reader).delete()
        _count(comment, -deleted)
    return _counted(comment)


def forget_recommendations(*, user: User) -> None:
    """Take back all that an account recommends, as when the account goes."""
    with transaction.atomic():
        theirs = Recommendation.objects.filter(user=user)
        # One that is taken back in this moment is counted there or here, and not in both.
        if not list(theirs.select_for_update().values_list("pk", flat=True)):
            return
        recommended = Comment.objects.filter(pk__in=theirs.values("comment"))
        recommended.update(recommend_count=F("recommend_count") - 1)
        threads = Thread.objects.filter(pk__in=recommended.values("thread"))
        threads.update(recommended_at=timezone.now())
        theirs.delete()


def _add(reader: Reader, comment: Comment, ip_address: str | None) -> bool:
    who = {"user": reader.user} if reader.user else {"key": reader.key}
    _row, added = Recommendation.objects.get_or_create(
        comment=comment, **who, defaults={"ip_address": ip_address}
    )
    return added


def _count(comment: Comment, change: int) -> None:
    """Add to the comment's counter, and say on the thread when that was last done.

    The thread's version stays: pages show the new count at the end of its slice
    (``comments.rendering.recommendation_slices``).
    """
    if not change:
        return
    counted = Comment.objects.filter(pk=comment.pk)
    if change > 0:
        counted = counted.published()
    if not counted.update(recommend_count=F("recommend_count") + change):
        raise NotRecommendable
    Thread.objects.filter(pk=comment.thread_id).update(recommended_at=timezone.now())


def _counted(comment: Comment) -> int:
    return Comment.objects.values_list("recommend_count", flat=True).get(pk=comment.pk)


def _refuse_crowds(comment: Comment, ip_address: str | None) -> None:
    same = Recommendation.objects.filter(comment=comment, user=None, ip_address=ip_address)
    if ip_address and same.count() >= GUESTS_AN_ADDRESS:
        raise TooManyRecommended
