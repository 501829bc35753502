from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blog.models import Article, Picture
from comments.models import Comment


class ImportRecord(models.Model):
    """An article, comment, or picture in a source, and the row created for it.

    ``key`` is a hash of the item's identifier in the source. ``digest`` is a hash of the item's
    content at the last import; if the digest is unchanged, the row isn't updated. The record
    remains when the row is deleted, so that the next import doesn't create the row again.
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
