"""What articles show."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Self

    from django.core.files.storage import Storage


def originals() -> Storage:
    """Return where files are kept as they were given."""
    return storages["originals"]


def beside_picture(variant: Variant, name: str) -> str:
    """Return where a variant's file lies: beside the picture's own."""
    return str(PurePath(variant.picture.file.name or "").with_name(name))


class PictureQuerySet(models.QuerySet["Picture"]):
    """Reads of pictures."""

    def named(self, names: Collection[str]) -> Self:
        """Those whose files have one of these names, with their variants."""
        return self.filter(file__in=names).prefetch_related("variants")


class Picture(models.Model):
    """A picture file, verified and stripped of its metadata when it came in.

    ``original`` is the file as it was given, which is never served: variants are drawn from it.
    ``digest`` is its SHA-256, so that the same picture is kept once.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("being drawn")
        READY = "ready", _("ready")
        FAILED = "failed", _("not drawn")

    file = models.ImageField(
        _("file"), upload_to="pictures/%Y/%m/", width_field="width", height_field="height"
    )
    original = models.FileField(storage=originals, upload_to="%Y/%m/", blank=True, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.PENDING, editable=False
    )
    alt = models.CharField(_("alternative text"), max_length=500, blank=True)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["file"], name="blog_picture_file"),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "ready", "failed"]), name="blog_picture_state"
            ),
        ]

    def __str__(self) -> str:
        return self.file.name or ""


class Variant(models.Model):
    """A picture drawn in one width and format, for browsers that ask for no more."""

    class Kind(models.TextChoices):
        AVIF = "avif", "AVIF"
        WEBP = "webp", "WebP"
        JPEG = "jpeg", "JPEG"

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="variants")
    kind = models.CharField(max_length=4, choices=Kind)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(upload_to=beside_picture)

    class Meta:
        ordering = ["picture", "kind", "width"]
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "kind", "width"], name="blog_variant_of_picture"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["avif", "webp", "jpeg"]), name="blog_variant_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.file.name or ""
