"""Confirmed addresses and owned names; what a name looks like, for those who are there already."""

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.look_alikes import skeleton

_BATCH = 1000


def fill_skeletons(apps: Any, schema_editor: Any) -> None:
    Commenter = apps.get_model("comments", "Commenter")
    batch = []
    for commenter in Commenter.objects.only("pk", "name").iterator(chunk_size=_BATCH):
        commenter.name_skeleton = skeleton(commenter.name)[:200]
        batch.append(commenter)
        if len(batch) == _BATCH:
            Commenter.objects.bulk_update(batch, ["name_skeleton"])
            batch = []
    Commenter.objects.bulk_update(batch, ["name_skeleton"])


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0002_tree_covers_numbers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="commenter",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="commenters",
                to=settings.AUTH_USER_MODEL,
                verbose_name="account",
            ),
        ),
        migrations.AddField(
            model_name="commenter",
            name="email_confirmed_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="e-mail confirmed"
            ),
        ),
        migrations.AddField(
            model_name="commenter",
            name="name_skeleton",
            field=models.CharField(db_index=True, default="", editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="commenter",
            name="owns_name",
            field=models.BooleanField(default=False, editable=False, verbose_name="owns the name"),
        ),
        migrations.AddConstraint(
            model_name="commenter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("owns_name", True)),
                fields=("name_skeleton",),
                name="comments_commenter_one_owner",
            ),
        ),
        migrations.RunPython(fill_skeletons, migrations.RunPython.noop, elidable=True),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("mailbox", models.EmailField(editable=False, max_length=254)),
                (
                    "network",
                    models.GenericIPAddressField(blank=True, editable=False, null=True),
                ),
                (
                    "language",
                    models.CharField(default=settings.LANGUAGE_CODE, editable=False, max_length=15),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "confirmation",
                "verbose_name_plural": "confirmations",
                "indexes": [
                    models.Index(fields=["mailbox", "asked_at"], name="comments_confirmation_box"),
                    models.Index(fields=["network", "asked_at"], name="comments_confirmation_net"),
                ],
            },
        ),
    ]
