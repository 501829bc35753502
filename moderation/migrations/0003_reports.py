"""Readers' reports, and the decisions that answer them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0005_peace"),
        ("moderation", "0002_edit_actions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    ("ban", "banned"),
                    ("lift_ban", "ban lifted"),
                ],
                max_length=12,
                verbose_name="action",
            ),
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("insult", "Insults or threatens somebody"),
                            ("hate", "Stirs up hatred against a group of people"),
                            ("private", "Tells something private about somebody"),
                            ("false", "Pretends to be somebody else, or misquotes"),
                            ("spam", "Advertising or spam"),
                            ("off_topic", "Has nothing to do with the article"),
                            ("illegal", "Breaks the law"),
                            ("other", "Something else, which I explain below"),
                        ],
                        max_length=12,
                        verbose_name="reason",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("reporter_key", models.CharField(blank=True, editable=False, max_length=32)),
                (
                    "ip_address",
                    models.GenericIPAddressField(blank=True, null=True, verbose_name="address"),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "resolved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("removed", "The comment was taken down."),
                            ("kept", "A moderator has looked and left the comment as it is."),
                            ("withdrawn", "Its author has withdrawn the comment."),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("resolved_at", None)),
                        fields=["comment", "created_at"],
                        name="moderation_report_open",
                    ),
                    models.Index(
                        condition=models.Q(("ip_address__isnull", False)),
                        fields=["ip_address", "created_at"],
                        name="moderation_report_by_address",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reporter__isnull", False)),
                        fields=("comment", "reporter"),
                        name="moderation_report_one_a_user",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reporter_key", ""), _negated=True),
                        fields=("comment", "reporter_key"),
                        name="moderation_report_one_a_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("resolved_at", None)),
                            models.Q(
                                ("resolved_at__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="moderation_report_resolved_has_outcome",
                    ),
                ],
            },
        ),
    ]
