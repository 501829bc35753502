"""Marking comments as worth everybody's reading. Who may, and who did, is moderation's to say."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comments.models import Comment, Thread
from comments.threads.services.status import StaleComment
from comments.threads.services.threads import update_counters


def set_featured(*, comment: Comment, featured: bool) -> Comment:
    """Feature a published comment, or no longer; return it as it then is.

    Raises ``StaleComment`` when it is not published any more, or was featured or not already: of
    two who press the button at once, one has done it.
    """
    with transaction.atomic():
        standing = Comment.objects.filter(pk=comment.pk, featured_at__isnull=featured)
        won = standing.published() if featured else standing
        changed = won.update(featured_at=timezone.now() if featured else None)
        comment = Comment.objects.select_related("thread__article", "commenter").get(pk=comment.pk)
        if not changed:
            raise StaleComment(comment)
        Thread.objects.filter(pk=comment.thread_id).update(
            featured_count=F("featured_count") + (1 if featured else -1)
        )
        update_counters(thread=comment.thread)
    return comment
