import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("comments", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TrainedModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dumped", models.BinaryField()),
                ("example_count", models.PositiveIntegerField(verbose_name="examples")),
                (
                    "trained_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="trained"),
                ),
            ],
            options={
                "verbose_name": "spam filter model",
                "verbose_name_plural": "spam filter models",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="TrainingExample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_spam", models.BooleanField(verbose_name="spam")),
                ("unlearns", models.BooleanField(default=False, verbose_name="unlearned")),
                ("text", models.TextField(verbose_name="text")),
                ("alpha", models.FloatField(verbose_name="alpha")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spam_training_examples",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "trained_model",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="examples",
                        to="spamfilter.trainedmodel",
                        verbose_name="model",
                    ),
                ),
            ],
            options={
                "verbose_name": "training example",
                "verbose_name_plural": "training examples",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("trained_model", None)),
                        fields=["id"],
                        name="spamfilter_example_pending",
                    ),
                    models.Index(fields=["comment", "-id"], name="spamfilter_example_comment"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alpha__gte", 0), ("alpha__lte", 3.0)),
                        name="spamfilter_example_alpha",
                    )
                ],
            },
        ),
    ]
