"""Pictures in several widths and formats, and the files as they were given."""

import django.db.models.deletion
from django.db import migrations, models

import blog.models.picture


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0005_listing_series_and_news"),
    ]

    operations = [
        migrations.CreateModel(
            name="Variant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("avif", "AVIF"), ("webp", "WebP"), ("jpeg", "JPEG")], max_length=4
                    ),
                ),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("file", models.FileField(upload_to=blog.models.picture.beside_picture)),
            ],
            options={
                "ordering": ["picture", "kind", "width"],
            },
        ),
        migrations.AddField(
            model_name="picture",
            name="original",
            field=models.FileField(
                blank=True,
                editable=False,
                storage=blog.models.picture.originals,
                upload_to="%Y/%m/",
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="state",
            field=models.CharField(
                choices=[
                    ("pending", "being drawn"),
                    ("ready", "ready"),
                    ("failed", "not drawn"),
                ],
                default="pending",
                editable=False,
                max_length=8,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.UniqueConstraint(fields=("file",), name="blog_picture_file"),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["pending", "ready", "failed"])),
                name="blog_picture_state",
            ),
        ),
        migrations.AddField(
            model_name="variant",
            name="picture",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="variants",
                to="blog.picture",
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.UniqueConstraint(
                fields=("picture", "kind", "width"), name="blog_variant_of_picture"
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["avif", "webp", "jpeg"])), name="blog_variant_kind"
            ),
        ),
    ]
