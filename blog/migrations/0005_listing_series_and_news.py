"""Unlisted and pinned articles, notes on changes, series, and who was told of what."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone


def note_old_news(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What is public already is no news."""
    articles = apps.get_model("blog", "Article").objects
    public = articles.filter(status="published", published_at__lte=timezone.now())
    public.update(announced_at=models.F("published_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0004_views_of_articles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="announced_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="article",
            name="is_listed",
            field=models.BooleanField(
                default=True,
                help_text="If not, only those find it who have its address.",
                verbose_name="listed",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="is_pinned",
            field=models.BooleanField(
                default=False, verbose_name="pinned to the top of the home page"
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="part",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="Its place in the series.", null=True, verbose_name="part"
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="update_note",
            field=models.CharField(
                blank=True,
                help_text="What has changed since publication; shown above the article, with the time.",
                max_length=500,
                verbose_name="update",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="update_noted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=200, unique=True, verbose_name="address"
                    ),
                ),
            ],
            options={
                "verbose_name": "series",
                "verbose_name_plural": "series",
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"), name="blog_series_name"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="articles",
                to="blog.series",
                verbose_name="series",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("is_pinned", True)),
                fields=["-published_at", "-id"],
                name="blog_article_pinned",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("announced_at", None), ("status", "published")),
                fields=["published_at"],
                name="blog_article_to_announce",
            ),
        ),
        migrations.RunPython(note_old_news, migrations.RunPython.noop),
    ]
