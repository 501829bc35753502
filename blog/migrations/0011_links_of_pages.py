"""Links of pages are tried as well as those of articles."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0010_previews_withdrawn"),
    ]

    operations = [
        migrations.AddField(
            model_name="checkedlink",
            name="page",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="checked_links",
                to="blog.page",
                verbose_name="page",
            ),
        ),
        migrations.AlterField(
            model_name="checkedlink",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="checked_links",
                to="blog.article",
                verbose_name="article",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkedlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article", None), ("page__isnull", False)),
                    models.Q(("article__isnull", False), ("page", None)),
                    _connector="OR",
                ),
                name="blog_link_of_one",
            ),
        ),
    ]
