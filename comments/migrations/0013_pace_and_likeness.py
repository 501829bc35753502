"""Whose neighbourhood a comment came from, and sketches by which repeated ones are found."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0012_newsletter"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sketch",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sketch",
                        serialize=False,
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                ("hashes", models.BinaryField(max_length=256, verbose_name="hashes")),
            ],
            options={
                "verbose_name": "sketch",
                "verbose_name_plural": "sketches",
            },
        ),
        migrations.AddField(
            model_name="comment",
            name="network",
            field=models.GenericIPAddressField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("network__isnull", False)),
                fields=["network", "-submitted_at"],
                name="comments_comment_by_network",
            ),
        ),
    ]
