import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("blog", "0001_initial"),
        ("comments", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=40, verbose_name="format")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "article"),
                            ("comment", "comment"),
                            ("picture", "picture"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("key", models.CharField(max_length=32)),
                ("digest", models.CharField(max_length=32)),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="blog.article",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="comments.comment",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="blog.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "import record",
                "verbose_name_plural": "import records",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "kind", "key"), name="interchange_importrecord_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["article", "comment", "picture"])),
                        name="interchange_importrecord_kind",
                    ),
                ],
            },
        ),
    ]
