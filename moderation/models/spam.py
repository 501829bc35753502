"""What the spam filter has been taught, and what training made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from moderation.spam.model import STRONGEST

if TYPE_CHECKING:
    from typing import Self


class SpamTraining(models.Model):
    """A trained model; its key says which one it is. Only the newest is kept."""

    dumped = models.BinaryField()
    lessons = models.PositiveIntegerField(_("comments learned"))
    trained_at = models.DateTimeField(_("trained"), default=timezone.now)

    class Meta:
        verbose_name = _("training of the spam filter")
        verbose_name_plural = _("trainings of the spam filter")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk}: {self.lessons}"


class SpamLessonQuerySet(models.QuerySet["SpamLesson"]):
    """Reads of lessons."""

    def pending(self) -> Self:
        """Those that came after the newest training."""
        return self.filter(training=None)

    def in_force(self) -> Self:
        """The last one of each comment, unless it was taken back."""
        last = self.values("comment").annotate(last=Max("pk")).values("last")
        return self.filter(pk__in=last, let_go=False)


class SpamLesson(models.Model):
    """A comment that the spam filter was taught: which kind it is, and how hard it pulls.

    The model of every process is the newest training with the pulls of all pending lessons, which
    may come in any order (see ``moderation.spam.model``). So a lesson is one new row, and nobody
    waits for anybody; one that is taken back is a further row that lets go. Training gives each
    lesson its ``force`` anew, and its own number.
    """

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="spam_lessons"
    )
    is_spam = models.BooleanField(_("spam"))
    let_go = models.BooleanField(_("taken back"), default=False)
    # As it was decided about; its author may change it later.
    text = models.TextField(_("text"))
    force = models.FloatField(_("force"))
    training = models.ForeignKey(
        SpamTraining, verbose_name=_("training"), on_delete=models.SET_NULL, null=True, blank=True,
        related_name="learned",
    )  # fmt: skip

    objects = SpamLessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson of the spam filter")
        verbose_name_plural = _("lessons of the spam filter")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(force__gte=0, force__lte=STRONGEST), name="moderation_lesson_force"
            )
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(training=None), name="moderation_lesson_pending"
            ),
            models.Index(fields=["comment", "-id"], name="moderation_lesson_comment"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.is_spam}"
