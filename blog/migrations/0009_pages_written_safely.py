"""Pages are kept while they are written, and have a history, as articles do."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0008_drafts_and_revisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="kind",
            field=models.CharField(
                choices=[("article", "article"), ("page", "page")], default="article", max_length=7
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="page",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="blog.page",
                verbose_name="page",
            ),
        ),
        migrations.AddField(
            model_name="page",
            name="excerpt",
            field=models.TextField(blank=True, verbose_name="excerpt"),
        ),
        migrations.AddField(
            model_name="page",
            name="version",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="revision",
            name="page",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="blog.page",
                verbose_name="page",
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="updated_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="changed"
            ),
        ),
        migrations.AlterField(
            model_name="draft",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="blog.article",
                verbose_name="article",
            ),
        ),
        migrations.AlterField(
            model_name="page",
            name="source",
            field=models.TextField(blank=True, verbose_name="body"),
        ),
        migrations.AlterField(
            model_name="revision",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="blog.article",
                verbose_name="article",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                fields=("page", "author"), name="blog_draft_one_of_a_page"
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "article"), ("page", None)),
                    models.Q(("article", None), ("kind", "page")),
                    _connector="OR",
                ),
                name="blog_draft_of_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("page", "number"), name="blog_revision_of_a_page"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article", None), ("page__isnull", False)),
                    models.Q(("article__isnull", False), ("page", None)),
                    _connector="OR",
                ),
                name="blog_revision_of_one",
            ),
        ),
    ]
