"""What a comment was called elsewhere."""

from __future__ import annotations

from django.db import models

from comments.models.comment import Comment
from comments.models.thread import Thread


class FormerId(models.Model):
    """The id by which addresses of an imported site named a comment, such as ``#comment-123``.

    Ids of two sites may be the same, but not under one article.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="former_ids")
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "key"], name="comments_formerid_once")
        ]

    def __str__(self) -> str:
        return self.key
