"""What is kept of articles while they are written, and of what they said before."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0007_checked_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="version",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                ("source", models.TextField(blank=True, verbose_name="body")),
                (
                    "markup",
                    models.CharField(
                        choices=[
                            ("html", "HTML"),
                            ("breaks", "text with line breaks"),
                            ("markdown", "Markdown"),
                            ("text", "plain text"),
                        ],
                        default="html",
                        max_length=10,
                        verbose_name="markup",
                    ),
                ),
                ("excerpt", models.TextField(blank=True, verbose_name="excerpt")),
                (
                    "saved_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="saved"),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("based_on", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
            ],
            options={
                "verbose_name": "working copy",
                "verbose_name_plural": "working copies",
                "indexes": [
                    models.Index(fields=["author", "-saved_at", "-id"], name="blog_draft_newest")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("author", "key"), name="blog_draft_key"),
                    models.UniqueConstraint(
                        fields=("article", "author"), name="blog_draft_one_an_author"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                ("source", models.TextField(blank=True, verbose_name="body")),
                (
                    "markup",
                    models.CharField(
                        choices=[
                            ("html", "HTML"),
                            ("breaks", "text with line breaks"),
                            ("markdown", "Markdown"),
                            ("text", "plain text"),
                        ],
                        default="html",
                        max_length=10,
                        verbose_name="markup",
                    ),
                ),
                ("excerpt", models.TextField(blank=True, verbose_name="excerpt")),
                (
                    "saved_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="saved"),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number"), name="blog_revision_number"
                    )
                ],
            },
        ),
    ]
