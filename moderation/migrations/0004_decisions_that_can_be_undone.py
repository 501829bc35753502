"""Grounds, the settings of moderation, and decisions that can be undone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0007_following"),
        ("moderation", "0003_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ground",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                (
                    "name",
                    models.CharField(
                        help_text="What moderators choose from.",
                        max_length=100,
                        verbose_name="name",
                    ),
                ),
                (
                    "wording",
                    models.CharField(
                        help_text="Told to whoever is moderated.",
                        max_length=500,
                        verbose_name="public wording",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "ground",
                "verbose_name_plural": "grounds",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ModerationSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "log_names",
                    models.BooleanField(
                        default=False,
                        help_text="Whether the public log tells which moderator decided.",
                        verbose_name="name moderators",
                    ),
                ),
            ],
            options={
                "verbose_name": "moderation settings",
                "verbose_name_plural": "moderation settings",
            },
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="moderation_decision_is_about_something",
        ),
        migrations.AddField(
            model_name="decision",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="comments.thread",
                verbose_name="thread",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="undoes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="moderation.decision",
                verbose_name="undoes",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="action",
            field=models.CharField(
                choices=[
                    ("publish", "published"),
                    ("hold", "held"),
                    ("approve", "approved"),
                    ("reject", "rejected"),
                    ("spam", "marked as spam"),
                    ("remove", "removed"),
                    ("restore", "restored"),
                    ("keep", "left as it is"),
                    ("feature", "featured"),
                    ("unfeature", "no longer featured"),
                    ("approve_edit", "change approved"),
                    ("reject_edit", "change rejected"),
                    ("edit", "edited"),
                    ("undo", "undone"),
                    ("warn", "warned"),
                    ("mute", "muted"),
                    ("hold_all", "to be read first"),
                    ("trust", "trusted"),
                    ("ban", "banned"),
                    ("lift_ban", "ban lifted"),
                    ("change_mode", "mode changed"),
                    ("uphold", "appeal refused"),
                    ("grant_appeal", "appeal granted"),
                ],
                max_length=16,
                verbose_name="action",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="ground",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="moderation.ground",
                verbose_name="ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("comment__isnull", False),
                    ("commenter__isnull", False),
                    ("ban__isnull", False),
                    ("thread__isnull", False),
                    _connector="OR",
                ),
                name="moderation_decision_is_about_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="moderationsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("pk", 1)), name="moderation_settings_one_row"
            ),
        ),
    ]
