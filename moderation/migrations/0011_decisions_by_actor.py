"""An index for what a moderator has decided lately."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0011_corrected"),
        ("moderation", "0010_word_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("actor__isnull", False)),
                fields=["actor", "-decided_at", "-id"],
                name="moderation_decision_by_actor",
            ),
        ),
    ]
