"""How far readers have read, and the tree from its newest conversation on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from comments import tree


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0005_peace"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                F("thread"),
                tree.Root("order_key").desc(),
                F("order_key").asc(),
                F("number"),
                condition=Q(number__isnull=False),
                name="comments_comment_tree_newest",
            ),
        ),
        migrations.CreateModel(
            name="ReadMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_number", models.PositiveIntegerField()),
                ("seen_at", models.DateTimeField()),
                ("before_number", models.PositiveIntegerField()),
                ("before_at", models.DateTimeField()),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_marks",
                        to="comments.thread",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_marks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "read mark",
                "verbose_name_plural": "read marks",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "thread"), name="comments_readmark_one")
                ],
            },
        ),
    ]
