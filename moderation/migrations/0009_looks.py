"""Who is looking at which comment."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0009_queue_order"),
        ("moderation", "0008_statements_and_appeals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "began_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="since"),
                ),
                (
                    "last_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="until"),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "moderator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="moderator",
                    ),
                ),
            ],
            options={
                "verbose_name": "look",
                "verbose_name_plural": "looks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("comment", "moderator"), name="moderation_look_one_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("began_at__lte", models.F("last_at"))),
                        name="moderation_look_goes_on",
                    ),
                ],
            },
        ),
    ]
