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


def get_originals_storage() -> Storage:
    """Return the private storage for uploaded files."""
    return storages["originals"]


def get_rendition_path(rendition: Rendition, name: str) -> str:
    """Return the path of a rendition's file, in its picture's folder."""
    return str(PurePath(rendition.picture.file.name or "").with_name(name))


class PictureQuerySet(models.QuerySet["Picture"]):
    def named(self, names: Collection[str]) -> Self:
        """Return the pictures with these file names, and load their renditions."""
        return self.filter(file__in=names).prefetch_related("renditions")


class Picture(models.Model):
    """A picture, validated and stripped of its metadata on upload.

    ``original`` is the uploaded file, the source of the renditions; it is never served. ``digest``
    is its SHA-256, used to avoid storing the same file twice.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Processing")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    file = models.ImageField(
        _("file"), upload_to="pictures/%Y/%m/", width_field="width", height_field="height"
    )
    original = models.FileField(
        storage=get_originals_storage, upload_to="%Y/%m/", blank=True, editable=False
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(
        _("status"), max_length=8, choices=State, default=State.PENDING, editable=False
    )
    alt = models.CharField(_("alt text"), max_length=500, blank=True)
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


class Rendition(models.Model):
    """A copy of a picture in a specific width and format."""

    class Format(models.TextChoices):
        AVIF = "avif", "AVIF"
        WEBP = "webp", "WebP"
        JPEG = "jpeg", "JPEG"

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    format = models.CharField(max_length=4, choices=Format)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(upload_to=get_rendition_path)

    class Meta:
        ordering = ["picture", "format", "width"]
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "format", "width"], name="blog_rendition_unique"
            ),
            models.CheckConstraint(
                condition=Q(format__in=["avif", "webp", "jpeg"]), name="blog_rendition_format"
            ),
        ]

    def __str__(self) -> str:
        return self.file.name or ""
