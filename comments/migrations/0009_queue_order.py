"""Indexes for the queue, and the permission of authors to decide under own articles."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0008_hidden_parts"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="comment",
            options={
                "permissions": [
                    ("moderate_comment", "Can decide on comments"),
                    ("moderate_own_article", "Can decide on comments under own articles"),
                ],
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
            },
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["-submitted_at", "-id"], name="comments_comment_newest"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("reason", ""), _negated=True),
                fields=["reason", "status", "-submitted_at", "-id"],
                name="comments_comment_by_reason",
            ),
        ),
    ]
