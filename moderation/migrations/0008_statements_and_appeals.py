"""What those who are moderated are told, and what they answer."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import comments.models.subscription


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0007_following"),
        ("moderation", "0007_measures"),
    ]

    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=comments.models.subscription.make_key,
                        editable=False,
                        max_length=43,
                        unique=True,
                    ),
                ),
                ("passage", models.TextField(blank=True, verbose_name="passage")),
                (
                    "wording",
                    models.CharField(blank=True, max_length=500, verbose_name="public wording"),
                ),
                ("is_legal", models.BooleanField(default=False, verbose_name="legal ground")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("report", "reported by readers"),
                            ("own", "found by the site itself"),
                        ],
                        max_length=10,
                        verbose_name="how it was found",
                    ),
                ),
                (
                    "found_by_rule",
                    models.CharField(blank=True, max_length=60, verbose_name="found by the rule"),
                ),
                ("appeal_until", models.DateTimeField(verbose_name="appeal until")),
                (
                    "commenter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statement",
                        to="moderation.decision",
                        verbose_name="decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("statement", "what was decided"),
                            ("answer", "what became of the appeal"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("mailbox", models.EmailField(editable=False, max_length=254)),
                ("is_confirmed", models.BooleanField(verbose_name="confirmed")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="moderation.statement",
                        verbose_name="statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="text")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "answer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="moderation.decision",
                        verbose_name="answer",
                    ),
                ),
                (
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeal",
                        to="moderation.statement",
                        verbose_name="statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "appeal",
                "verbose_name_plural": "appeals",
            },
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["report", "own"])),
                name="moderation_statement_source",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["mailbox", "written_at"], name="moderation_letter_mailbox"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("sent_at", None)),
                fields=["written_at"],
                name="moderation_letter_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("statement", "kind"), name="moderation_letter_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["statement", "answer"])),
                name="moderation_letter_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(
                condition=models.Q(("answer", None)),
                fields=["made_at", "id"],
                name="moderation_appeal_open",
            ),
        ),
    ]
