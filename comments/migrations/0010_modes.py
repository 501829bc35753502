"""Threads that leave their mode to the site, newcomers and quarrels."""

import django.core.validators
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def leave_open_threads_to_the_site(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let threads that nobody has closed follow the site's mode, which is what “open” meant."""
    apps.get_model("comments", "Thread").objects.filter(mode="open").update(mode="site")


def open_them_again(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Call open what isn't closed, as before."""
    apps.get_model("comments", "Thread").objects.exclude(mode="closed").update(mode="open")


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0002_lead"),
        ("comments", "0009_queue_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommentSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("newcomers", "newcomers are read first"),
                            ("held", "everything is read first"),
                            ("closed", "closed"),
                        ],
                        default="newcomers",
                        max_length=10,
                        verbose_name="mode",
                    ),
                ),
                (
                    "approvals",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="So many approved comments make a regular of a newcomer.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="approvals",
                    ),
                ),
                (
                    "slow_minutes",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Minutes that a commenter waits between two comments on an article; 0 is off.",
                        verbose_name="slow mode",
                    ),
                ),
                (
                    "days_open",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="So many days after its article a thread changes its mode; 0 is never.",
                        verbose_name="days open",
                    ),
                ),
                (
                    "late_mode",
                    models.CharField(
                        choices=[("held", "everything is read first"), ("closed", "closed")],
                        default="held",
                        help_text="Closed or not: whatever still comes is read by a moderator, and not lost.",
                        max_length=10,
                        verbose_name="mode after these days",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment settings",
                "verbose_name_plural": "comment settings",
            },
        ),
        migrations.RemoveConstraint(
            model_name="thread",
            name="comments_thread_mode",
        ),
        migrations.AddField(
            model_name="thread",
            name="calm_until",
            field=models.DateTimeField(editable=False, null=True, verbose_name="cools down until"),
        ),
        migrations.AddField(
            model_name="thread",
            name="days_open",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days open"),
        ),
        migrations.AddField(
            model_name="thread",
            name="late_mode",
            field=models.CharField(
                blank=True,
                choices=[("held", "everything is read first"), ("closed", "closed")],
                max_length=10,
                verbose_name="mode after these days",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="slow_minutes",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="slow mode"),
        ),
        migrations.AlterField(
            model_name="thread",
            name="mode",
            field=models.CharField(
                choices=[
                    ("site", "as on the whole site"),
                    ("open", "open"),
                    ("newcomers", "newcomers are read first"),
                    ("held", "everything is read first"),
                    ("closed", "closed"),
                ],
                default="site",
                max_length=10,
                verbose_name="mode",
            ),
        ),
        migrations.RunPython(leave_open_threads_to_the_site, open_them_again, elidable=True),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["site", "open", "newcomers", "held", "closed"])),
                name="comments_thread_mode",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(("late_mode__in", ["", "held", "closed"])),
                name="comments_thread_late_mode",
            ),
        ),
        migrations.AddConstraint(
            model_name="commentsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("pk", 1)), name="comments_settings_one_row"
            ),
        ),
        migrations.AddConstraint(
            model_name="commentsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mode__in", ["open", "newcomers", "held", "closed"]),
                    ("late_mode__in", ["held", "closed"]),
                    ("approvals__gte", 1),
                ),
                name="comments_settings_make_sense",
            ),
        ),
    ]
