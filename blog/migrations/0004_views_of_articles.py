"""How often articles are read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0003_site_settings_and_pages"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleViews",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="views")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="views",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "views of an article",
                "verbose_name_plural": "views of articles",
                "indexes": [models.Index(fields=["day"], name="blog_articleviews_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "day"), name="blog_articleviews_one_a_day"
                    )
                ],
            },
        ),
    ]
