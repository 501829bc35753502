"""Grounds of the law, and indexes for the public log."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0007_following"),
        ("moderation", "0005_notes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="ground",
            name="is_legal",
            field=models.BooleanField(
                default=False,
                help_text="The law forbids it. Otherwise it is the site’s own rule.",
                verbose_name="legal ground",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                fields=["action", "-decided_at", "-id"], name="moderation_decision_by_action"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("ground__isnull", False)),
                fields=["ground", "-decided_at", "-id"],
                name="moderation_decision_by_ground",
            ),
        ),
    ]
