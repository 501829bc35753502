"""Recommendations, featured comments, and whom accounts ignore."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0004_revision"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="recommend_count",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="recommended"),
        ),
        migrations.AddField(
            model_name="comment",
            name="featured_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="featured"
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="featured_count",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="thread",
            name="recommended_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("recommend_count__gt", 0)),
                fields=["thread", "-recommend_count", "number"],
                name="comments_comment_recommended",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("featured_at__isnull", False)),
                fields=["thread", "-featured_at"],
                name="comments_comment_featured",
            ),
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(blank=True, max_length=32)),
                ("ip_address", models.GenericIPAddressField(null=True, verbose_name="address")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                ("comment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="recommendations", to="comments.comment", verbose_name="comment")),
                ("user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="recommendations", to=settings.AUTH_USER_MODEL, verbose_name="account")),
            ],
            options={
                "verbose_name": "recommendation",
                "verbose_name_plural": "recommendations",
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("user__isnull", False)), fields=("comment", "user"), name="comments_recommendation_one_a_user"),
                    models.UniqueConstraint(condition=models.Q(("key", ""), _negated=True), fields=("comment", "key"), name="comments_recommendation_one_a_key"),
                    models.CheckConstraint(condition=models.Q(models.Q(("key", ""), ("user__isnull", False)), models.Q(("user__isnull", True), models.Q(("key", ""), _negated=True)), _connector="OR"), name="comments_recommendation_one_reader"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ignoring",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(default=django.utils.timezone.now, verbose_name="since")),
                ("commenter", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.commenter", verbose_name="commenter")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="ignoring", to=settings.AUTH_USER_MODEL, verbose_name="account")),
            ],
            options={
                "verbose_name": "ignored commenter",
                "verbose_name_plural": "ignored commenters",
                "constraints": [models.UniqueConstraint(fields=("user", "commenter"), name="comments_ignoring_once")],
            },
        ),
    ]  # fmt: skip
