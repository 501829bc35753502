"""What came in from where, so that the same source can be read again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blog.models import Article, Picture
from comments.models import Comment


class ImportRecord(models.Model):
    """One thing of a source, and what it became here.

    ``key`` is a hash of what names the thing in its source, and ``digest`` one of what the source
    said of it last: as long as that stays the same, nothing is to be done. A record whose article
    or comment was deleted here stays, so that the next import doesn't bring it back.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        COMMENT = "comment", _("comment")
        PICTURE = "picture", _("picture")

    source = models.CharField(_("format"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    key = models.CharField(max_length=32)
    digest = models.CharField(max_length=32)
    article = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.SET_NULL, null=True, related_name="+")
    picture = models.ForeignKey(Picture, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("import record")
        verbose_name_plural = _("import records")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "key"], name="interchange_importrecord_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["article", "comment", "picture"]),
                name="interchange_importrecord_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.key}"
