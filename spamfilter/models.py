"""The trained model and its training examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from spamfilter.engine.model import MAX_ALPHA

if TYPE_CHECKING:
    from typing import Self


class TrainedModel(models.Model):
    """A trained model. Only the newest one is stored.

    The primary key identifies the training run.
    """

    dumped = models.BinaryField()
    example_count = models.PositiveIntegerField(_("examples"))
    trained_at = models.DateTimeField(_("trained"), default=timezone.now)

    class Meta:
        verbose_name = _("spam filter model")
        verbose_name_plural = _("spam filter models")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk}: {self.example_count}"


class TrainingExampleQuerySet(models.QuerySet["TrainingExample"]):
    def pending(self) -> Self:
        """Return the examples added since the latest training run."""
        return self.filter(trained_model=None)

    def current(self) -> Self:
        """Return the newest row for each comment, excluding unlearned comments."""
        newest = self.values("comment").annotate(newest=Max("pk")).values("newest")
        return self.filter(pk__in=newest, unlearns=False)


class TrainingExample(models.Model):
    """A labeled comment that the filter has learned or, with ``unlearns``, unlearned.

    Learning and unlearning each insert one row, so concurrent decisions don't block each other.
    Each process applies the pending rows, in any order, to the newest trained model (see
    ``spamfilter.engine.model``). Training recomputes ``alpha`` and sets ``trained_model``.
    """

    comment = models.ForeignKey(
        Comment,
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        related_name="spam_training_examples",
    )
    is_spam = models.BooleanField(_("spam"))
    unlearns = models.BooleanField(_("unlearned"), default=False)
    # A copy, because the author may edit the comment later.
    text = models.TextField(_("text"))
    alpha = models.FloatField(_("alpha"))
    trained_model = models.ForeignKey(
        TrainedModel,
        verbose_name=_("model"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="examples",
    )

    objects = TrainingExampleQuerySet.as_manager()

    class Meta:
        verbose_name = _("training example")
        verbose_name_plural = _("training examples")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(alpha__gte=0, alpha__lte=MAX_ALPHA), name="spamfilter_example_alpha"
            )
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(trained_model=None), name="spamfilter_example_pending"
            ),
            models.Index(fields=["comment", "-id"], name="spamfilter_example_comment"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.is_spam}"
