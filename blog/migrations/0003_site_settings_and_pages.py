"""What the site says of itself, how it looks, and the pages beside the articles."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import blog.models.settings


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0002_lead"),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "basename",
                    models.CharField(
                        help_text="The address: /basename.html. Empty: made from the title.",
                        max_length=200,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?!\\.)[-\\w.~]+$",
                                "Letters, digits, hyphens and underscores only.",
                            )
                        ],
                        verbose_name="basename",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="text")),
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
                ("html", models.TextField(blank=True, editable=False)),
                ("text", models.TextField(blank=True, editable=False)),
                ("is_published", models.BooleanField(default=False, verbose_name="published")),
                ("in_menu", models.BooleanField(default=True, verbose_name="in the menu")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
                "ordering": ["position", "title", "pk"],
            },
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="accent",
            field=models.CharField(
                blank=True,
                help_text="Of links and buttons. Empty: brick red.",
                max_length=7,
                verbose_name="accent colour",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="accent_dark",
            field=models.CharField(
                blank=True,
                help_text="Empty: made from the other one.",
                max_length=7,
                verbose_name="accent colour on dark",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="blogroll",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="comment_policy",
            field=models.TextField(
                blank=True,
                help_text="Shown above the comment form. Written as comments are.",
                max_length=5000,
                verbose_name="comment policy",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="comment_policy_html",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="language",
            field=models.CharField(blank=True, max_length=10, verbose_name="language"),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="menu",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="time_zone",
            field=models.CharField(
                blank=True,
                max_length=64,
                validators=[blog.models.settings.known_zone],
                verbose_name="time zone",
            ),
        ),
        migrations.CreateModel(
            name="SiteLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[("menu", "menu"), ("blogroll", "blogroll")],
                        default="blogroll",
                        max_length=10,
                        verbose_name="place",
                    ),
                ),
                ("label", models.CharField(max_length=100, verbose_name="label")),
                (
                    "address",
                    models.CharField(
                        help_text="A path of this site or a whole address.",
                        max_length=500,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?:/(?!/)|https?://)\\S*$",
                                "A path that begins with / or a whole http(s) address.",
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "settings",
                    models.ForeignKey(
                        default=1,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="blog.sitesettings",
                    ),
                ),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "ordering": ["place", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("place__in", ["menu", "blogroll"])),
                        name="blog_sitelink_place",
                    )
                ],
            },
        ),
    ]
