"""Word lists and their editions, and what is held besides."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0009_looks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WordList",
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
                        choices=[("words", "words and phrases"), ("domains", "domains of links")],
                        default="words",
                        max_length=10,
                        verbose_name="looks for",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("hold", "held: a watch list"),
                            ("reject", "refused: a block list"),
                            ("spam", "marked as spam"),
                        ],
                        default="hold",
                        max_length=10,
                        verbose_name="a comment with one of them is",
                    ),
                ),
                (
                    "beginnings",
                    models.BooleanField(
                        default=False,
                        help_text="Each term also finds longer words that begin with it.",
                        verbose_name="beginnings of words",
                    ),
                ),
                (
                    "terms",
                    models.TextField(
                        blank=True,
                        help_text="One a line. Words and phrases are found whole, in any case; “casino*” finds all words that begin so. A domain stands for all below it. “#” begins a remark.",
                        verbose_name="terms",
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "word list",
                "verbose_name_plural": "word lists",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="moderationsettings",
            name="hold_first_link",
            field=models.BooleanField(
                default=True,
                help_text="Whether the first link of somebody new here is held.",
                verbose_name="hold first links",
            ),
        ),
        migrations.AddField(
            model_name="moderationsettings",
            name="hold_other_languages",
            field=models.BooleanField(
                default=True,
                help_text="Whether a comment in another language than the conversation is held.",
                verbose_name="hold other languages",
            ),
        ),
        migrations.AddField(
            model_name="moderationsettings",
            name="most_links",
            field=models.PositiveSmallIntegerField(
                blank=True,
                default=4,
                help_text="A comment with more links to other sites is held. Empty: no limit.",
                null=True,
                verbose_name="most links",
            ),
        ),
        migrations.CreateModel(
            name="ListEdition",
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
                        choices=[("words", "words and phrases"), ("domains", "domains of links")],
                        default="words",
                        max_length=10,
                        verbose_name="looks for",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("hold", "held: a watch list"),
                            ("reject", "refused: a block list"),
                            ("spam", "marked as spam"),
                        ],
                        default="hold",
                        max_length=10,
                        verbose_name="a comment with one of them is",
                    ),
                ),
                (
                    "beginnings",
                    models.BooleanField(
                        default=False,
                        help_text="Each term also finds longer words that begin with it.",
                        verbose_name="beginnings of words",
                    ),
                ),
                (
                    "terms",
                    models.TextField(
                        blank=True,
                        help_text="One a line. Words and phrases are found whole, in any case; “casino*” finds all words that begin so. A domain stands for all below it. “#” begins a remark.",
                        verbose_name="terms",
                    ),
                ),
                (
                    "begun_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="in force from"
                    ),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="in force until"),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="put in force by",
                    ),
                ),
                (
                    "word_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="moderation.wordlist",
                        verbose_name="word list",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition of a word list",
                "verbose_name_plural": "editions of word lists",
                "ordering": ["-begun_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("word_list",),
                        name="moderation_list_one_in_force",
                    )
                ],
            },
        ),
    ]
