"""Former texts of comments, and those that wait to take their place."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("comments", "0003_identity")]

    operations = [
        migrations.CreateModel(
            name="CommentRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(choices=[("former", "stood before"), ("waiting", "waits"), ("accepted", "accepted"), ("refused", "refused"), ("replaced", "replaced by its author")], max_length=10, verbose_name="state")),
                ("source", models.TextField(verbose_name="text")),
                ("reason", models.CharField(blank=True, max_length=40, verbose_name="reason")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                ("ip_address", models.GenericIPAddressField(blank=True, null=True, verbose_name="address")),
                ("user_agent", models.CharField(blank=True, max_length=300, verbose_name="browser")),
                ("comment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="comments.comment", verbose_name="comment")),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "indexes": [models.Index(condition=Q(("state", "waiting")), fields=["made_at", "id"], name="comments_revision_queue")],
                "constraints": [
                    models.UniqueConstraint(condition=Q(("state", "waiting")), fields=("comment",), name="comments_revision_one_waits"),
                    models.CheckConstraint(condition=Q(("state__in", ["former", "waiting", "accepted", "refused", "replaced"])), name="comments_revision_state"),
                ],
            },
        ),
    ]  # fmt: skip
