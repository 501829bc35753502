"""What tells whether a comment is much like an earlier one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment

# How many of the newest a new comment is compared with: on a busy site, those of some days.
LOOKED_AT = 1000


class Sketch(models.Model):
    """The sketch of a comment's text (see ``comments.likeness``), in a row that is read fast.

    Kept for the newest comments, and only of those long enough to say something.
    """

    comment = models.OneToOneField(
        Comment,
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="sketch",
    )
    hashes = models.BinaryField(_("hashes"), max_length=256)

    class Meta:
        verbose_name = _("sketch")
        verbose_name_plural = _("sketches")

    def __str__(self) -> str:
        return str(self.comment_id)
