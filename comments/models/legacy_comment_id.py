from __future__ import annotations

from django.db import models

from comments.models.comment import Comment
from comments.models.thread import Thread


class LegacyCommentId(models.Model):
    """The ID that an imported comment had in URLs on its old site, as in ``#comment-123``.

    IDs are unique only within a thread, because comments imported from different sites can have the
    same ID.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="legacy_ids")
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "key"], name="comments_legacycommentid_unique"
            )
        ]

    def __str__(self) -> str:
        return self.key
