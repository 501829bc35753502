"""New articles by mail: a subscription to them, and their place in the outbox."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0005_listing_series_and_news"),
        ("comments", "0011_corrected"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="subscription",
            name="comments_subscription_scope",
        ),
        migrations.RemoveConstraint(
            model_name="subscription",
            name="comments_subscription_cadence",
        ),
        migrations.AddField(
            model_name="announcement",
            name="article",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="announcement",
                to="blog.article",
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notifications",
                to="blog.article",
                verbose_name="article",
            ),
        ),
        migrations.AlterField(
            model_name="announcement",
            name="comment",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="announcement",
                to="comments.comment",
            ),
        ),
        migrations.AlterField(
            model_name="subscription",
            name="cadence",
            field=models.CharField(
                choices=[
                    ("now", "at once"),
                    ("hourly", "gathered, once an hour"),
                    ("daily", "gathered, once a day"),
                    ("weekly", "gathered, once a week"),
                ],
                default="now",
                max_length=10,
                verbose_name="how often",
            ),
        ),
        migrations.AlterField(
            model_name="subscription",
            name="scope",
            field=models.CharField(
                choices=[
                    ("answers", "answers to my comments"),
                    ("articles", "new articles"),
                    ("thread", "every comment of a thread"),
                ],
                max_length=10,
                verbose_name="follows",
            ),
        ),
        migrations.AddConstraint(
            model_name="announcement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article__isnull", False), ("comment", None)),
                    models.Q(("article", None), ("comment__isnull", False)),
                    _connector="OR",
                ),
                name="comments_announcement_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(
                fields=("subscription", "article"), name="comments_notification_article_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(("comment", None), ("article", None), _connector="OR"),
                name="comments_notification_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("scope", "articles")),
                fields=("email",),
                name="comments_subscription_one_for_articles",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scope", "thread"), ("thread__isnull", False)),
                    models.Q(("scope__in", ["answers", "articles"]), ("thread__isnull", True)),
                    _connector="OR",
                ),
                name="comments_subscription_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("cadence__in", ["now", "hourly", "daily", "weekly"])),
                name="comments_subscription_cadence",
            ),
        ),
    ]
