"""The spam filter: its lessons, its trainings, its settings."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0013_pace_and_likeness"),
        ("moderation", "0015_reports_that_hold"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpamLesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_spam", models.BooleanField(verbose_name="spam")),
                ("let_go", models.BooleanField(default=False, verbose_name="taken back")),
                ("text", models.TextField(verbose_name="text")),
                ("force", models.FloatField(verbose_name="force")),
            ],
            options={
                "verbose_name": "lesson of the spam filter",
                "verbose_name_plural": "lessons of the spam filter",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="SpamTraining",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dumped", models.BinaryField()),
                ("lessons", models.PositiveIntegerField(verbose_name="comments learned")),
                (
                    "trained_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="trained"),
                ),
            ],
            options={
                "verbose_name": "training of the spam filter",
                "verbose_name_plural": "trainings of the spam filter",
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="moderationsettings",
            name="spam_filter",
            field=models.BooleanField(
                default=True,
                help_text="Whether the filter that learns from decisions looks at comments.",
                verbose_name="spam filter",
            ),
        ),
        migrations.AddField(
            model_name="moderationsettings",
            name="spam_filter_hold",
            field=models.PositiveSmallIntegerField(
                default=80,
                help_text="How sure the filter must be to hold a comment, in percent.",
                verbose_name="hold from",
            ),
        ),
        migrations.AddField(
            model_name="moderationsettings",
            name="spam_filter_spam",
            field=models.PositiveSmallIntegerField(
                default=97,
                help_text="How sure it must be to call a comment spam, in percent. The comments of regulars are only held, and only from here.",
                verbose_name="spam from",
            ),
        ),
        migrations.AddConstraint(
            model_name="moderationsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("spam_filter_hold__gte", 1),
                    ("spam_filter_spam__lte", 100),
                    ("spam_filter_spam__gte", models.F("spam_filter_hold")),
                ),
                name="moderation_settings_spam_filter",
                violation_error_message="From 1 to 100, and spam not before the filter would hold.",
            ),
        ),
        migrations.AddField(
            model_name="spamlesson",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="spam_lessons",
                to="comments.comment",
                verbose_name="comment",
            ),
        ),
        migrations.AddField(
            model_name="spamlesson",
            name="training",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="learned",
                to="moderation.spamtraining",
                verbose_name="training",
            ),
        ),
        migrations.AddIndex(
            model_name="spamlesson",
            index=models.Index(
                condition=models.Q(("training", None)),
                fields=["id"],
                name="moderation_lesson_pending",
            ),
        ),
        migrations.AddIndex(
            model_name="spamlesson",
            index=models.Index(fields=["comment", "-id"], name="moderation_lesson_comment"),
        ),
        migrations.AddConstraint(
            model_name="spamlesson",
            constraint=models.CheckConstraint(
                condition=models.Q(("force__gte", 0), ("force__lte", 3.0)),
                name="moderation_lesson_force",
            ),
        ),
    ]
