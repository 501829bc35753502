"""MinHashes of comments, used to find near duplicates."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment

# A new comment is compared with this many recent ones: a few days' worth on a busy site.
COMPARED_COMMENTS = 1000


class MinHash(models.Model):
    """The MinHash of a comment's text.

    MinHashes have their own table because small rows are fast to read. They are stored only for
    recent comments whose text is long enough to compare.
    """

    comment = models.OneToOneField(
        Comment,
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="minhash",
    )
    hashes = models.BinaryField(_("hashes"), max_length=256)

    class Meta:
        verbose_name = _("MinHash")
        verbose_name_plural = _("MinHashes")

    def __str__(self) -> str:
        return str(self.comment_id)
