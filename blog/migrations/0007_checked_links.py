"""Links of articles that were tried."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0006_variants"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckedLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.TextField(verbose_name="address")),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("is_dead", models.BooleanField(verbose_name="dead")),
                ("result", models.CharField(max_length=200, verbose_name="result")),
                ("checked_at", models.DateTimeField(verbose_name="checked")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checked_links",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "checked link",
                "verbose_name_plural": "checked links",
                "ordering": ["-is_dead", "-checked_at", "-pk"],
                "indexes": [
                    models.Index(fields=["is_dead", "-checked_at", "-id"], name="blog_link_dead")
                ],
            },
        ),
    ]
