import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import comments.threads.tree
import core.tokens


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("blog", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="number"
                    ),
                ),
                ("order_key", models.BinaryField(default=b"")),
                ("depth", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("held", "held"),
                            ("published", "published"),
                            ("rejected", "rejected"),
                            ("spam", "spam"),
                            ("removed", "removed"),
                            ("withdrawn", "deleted"),
                        ],
                        default="held",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "reason_code",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="reason"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("author_name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "author_url",
                    models.CharField(blank=True, max_length=500, verbose_name="website"),
                ),
                ("source", models.TextField(verbose_name="text")),
                ("html", models.TextField(editable=False)),
                ("text", models.TextField(editable=False)),
                (
                    "language",
                    models.CharField(
                        blank=True, editable=False, max_length=3, verbose_name="language"
                    ),
                ),
                ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "submitted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="submitted"
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published"),
                ),
                ("edited_at", models.DateTimeField(blank=True, null=True, verbose_name="edited")),
                (
                    "moderator_edited_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "recommend_count",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="recommended"
                    ),
                ),
                (
                    "featured_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="featured"
                    ),
                ),
                (
                    "ip_address",
                    models.GenericIPAddressField(blank=True, null=True, verbose_name="IP address"),
                ),
                ("network", models.GenericIPAddressField(blank=True, editable=False, null=True)),
                (
                    "user_agent",
                    models.CharField(blank=True, max_length=300, verbose_name="browser"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="comments.comment",
                        verbose_name="in reply to",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "permissions": [
                    ("moderate_comment", "Can moderate comments"),
                    ("moderate_own_article", "Can moderate comments on own articles"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MinHash",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="minhash",
                        serialize=False,
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                ("hashes", models.BinaryField(max_length=256, verbose_name="hashes")),
            ],
            options={
                "verbose_name": "MinHash",
                "verbose_name_plural": "MinHashes",
            },
        ),
        migrations.CreateModel(
            name="Commenter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_key", models.CharField(db_index=True, editable=False, max_length=200)),
                (
                    "name_skeleton",
                    models.CharField(db_index=True, default="", editable=False, max_length=200),
                ),
                (
                    "owns_name",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="owns the name"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                (
                    "email_confirmed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="email confirmed"
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="website")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=120, unique=True, verbose_name="URL slug"
                    ),
                ),
                (
                    "trust",
                    models.CharField(
                        choices=[
                            ("newcomer", "newcomer"),
                            ("trusted", "trusted"),
                            ("premoderated", "pre-moderated"),
                        ],
                        default="newcomer",
                        max_length=20,
                        verbose_name="trust",
                    ),
                ),
                (
                    "since",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="commenting since"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="commenters",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "commenter",
                "verbose_name_plural": "commenters",
            },
        ),
        migrations.AddField(
            model_name="comment",
            name="commenter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="comments.commenter",
                verbose_name="commenter",
            ),
        ),
        migrations.CreateModel(
            name="CommentRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("previous", "previous text"),
                            ("pending", "pending"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                            ("superseded", "replaced by its author"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("source", models.TextField(verbose_name="text")),
                ("reason_code", models.CharField(blank=True, max_length=40, verbose_name="reason")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="time"),
                ),
                (
                    "ip_address",
                    models.GenericIPAddressField(blank=True, null=True, verbose_name="IP address"),
                ),
                (
                    "user_agent",
                    models.CharField(blank=True, max_length=300, verbose_name="browser"),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
            },
        ),
        migrations.CreateModel(
            name="CommentSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("new_moderated", "New commenters moderated"),
                            ("all_moderated", "All moderated"),
                            ("closed", "Closed"),
                        ],
                        default="new_moderated",
                        max_length=20,
                        verbose_name="comment policy",
                    ),
                ),
                (
                    "approvals",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Approved comments needed before someone is trusted.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="approvals needed",
                    ),
                ),
                (
                    "slow_minutes",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Minutes that a commenter must wait between two comments on an article. 0 turns slow mode off.",
                        verbose_name="slow mode (minutes)",
                    ),
                ),
                (
                    "days_open",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Days after publication until the policy below applies. 0 means never.",
                        verbose_name="close after (days)",
                    ),
                ),
                (
                    "late_policy",
                    models.CharField(
                        choices=[("all_moderated", "All moderated"), ("closed", "Closed")],
                        default="all_moderated",
                        help_text="“All moderated” holds new comments for moderation. “Closed” also removes the comment form; comments posted from pages that are still open are held.",
                        max_length=20,
                        verbose_name="then switch to",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment settings",
                "verbose_name_plural": "comment settings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="comments_settings_one_row"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("policy__in", ["open", "new_moderated", "all_moderated", "closed"]),
                            ("late_policy__in", ["all_moderated", "closed"]),
                            ("approvals__gte", 1),
                        ),
                        name="comments_settings_valid",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "next_attempt_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, null=True, verbose_name="next attempt"
                    ),
                ),
                ("first_attempt_at", models.DateTimeField(editable=False, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="last error")),
                ("claim", models.CharField(blank=True, editable=False, max_length=32)),
                ("email", models.EmailField(max_length=254, verbose_name="email")),
                ("mailbox", models.EmailField(editable=False, max_length=254)),
                ("network", models.GenericIPAddressField(blank=True, editable=False, null=True)),
                ("language", models.CharField(default="en", editable=False, max_length=15)),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "confirmation",
                "verbose_name_plural": "confirmations",
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_attempt_at__isnull", False)),
                        fields=["next_attempt_at"],
                        name="confirmation_due",
                    ),
                    models.Index(
                        condition=models.Q(("claim", ""), _negated=True),
                        fields=["claim"],
                        name="confirmation_claim",
                    ),
                    models.Index(
                        fields=["mailbox", "requested_at"], name="comments_confirmation_box"
                    ),
                    models.Index(
                        fields=["network", "requested_at"], name="comments_confirmation_net"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at__isnull", True),
                            ("next_attempt_at__isnull", True),
                            _connector="OR",
                        ),
                        name="comments_confirmation_sent_is_done",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HiddenParts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signatures", models.BooleanField(default=False, verbose_name="signatures")),
                ("avatars", models.BooleanField(default=False, verbose_name="avatars")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hidden_parts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "hidden parts of comments",
                "verbose_name_plural": "hidden parts of comments",
            },
        ),
        migrations.CreateModel(
            name="MailAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="email")),
                ("secret", models.CharField(blank=True, editable=False, max_length=43)),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
                ),
                (
                    "requested_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="requested"),
                ),
                (
                    "requested_from",
                    models.GenericIPAddressField(
                        blank=True, null=True, verbose_name="requested from"
                    ),
                ),
                ("replies_seen_at", models.DateTimeField(editable=False, null=True)),
                ("replies_new_since", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "email address",
                "verbose_name_plural": "email addresses",
                "indexes": [
                    models.Index(
                        condition=models.Q(("requested_at__isnull", False)),
                        fields=["requested_from", "requested_at"],
                        name="comments_mailaddress_requested",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "since",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="muted since"
                    ),
                ),
                (
                    "commenter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mutes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "muted commenter",
                "verbose_name_plural": "muted commenters",
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=32)),
                ("ip_address", models.GenericIPAddressField(null=True, verbose_name="IP address")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="time"),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendations",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "recommendation",
                "verbose_name_plural": "recommendations",
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("target_number", models.PositiveIntegerField()),
                ("name", models.CharField(blank=True, max_length=100)),
                (
                    "cue",
                    models.CharField(
                        choices=[
                            ("reply", "explicit reply"),
                            ("at", "@mention"),
                            ("number", "comment number"),
                            ("byline", "pasted byline"),
                            ("quote", "quote"),
                            ("salutation", "greeting by name"),
                            ("mention", "name in the text"),
                        ],
                        max_length=10,
                    ),
                ),
                ("confidence", models.FloatField()),
                ("start", models.PositiveIntegerField(default=0)),
                ("end", models.PositiveIntegerField(default=0)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="comments.comment",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referenced_by",
                        to="comments.comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "reference",
                "verbose_name_plural": "references",
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(db_index=True, max_length=254, verbose_name="email")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("replies", "Replies"),
                            ("articles", "New articles"),
                            ("thread", "Comments on an article"),
                        ],
                        max_length=10,
                        verbose_name="scope",
                    ),
                ),
                (
                    "cadence",
                    models.CharField(
                        choices=[
                            ("now", "Immediately"),
                            ("hourly", "Hourly digest"),
                            ("daily", "Daily digest"),
                            ("weekly", "Weekly digest"),
                        ],
                        default="now",
                        max_length=10,
                        verbose_name="frequency",
                    ),
                ),
                ("language", models.CharField(blank=True, editable=False, max_length=15)),
                (
                    "key",
                    models.CharField(
                        default=core.tokens.create_token, editable=False, max_length=43, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="created"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "commenter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="subscriptions",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
            ],
            options={
                "verbose_name": "subscription",
                "verbose_name_plural": "subscriptions",
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "next_attempt_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, null=True, verbose_name="next attempt"
                    ),
                ),
                ("first_attempt_at", models.DateTimeField(editable=False, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="last error")),
                ("claim", models.CharField(blank=True, editable=False, max_length=32)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="created"),
                ),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to="comments.subscription",
                        verbose_name="subscription",
                    ),
                ),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("site", "Site default"),
                            ("open", "Open"),
                            ("new_moderated", "New commenters moderated"),
                            ("all_moderated", "All moderated"),
                            ("closed", "Closed"),
                        ],
                        default="site",
                        max_length=20,
                        verbose_name="comment policy",
                    ),
                ),
                (
                    "slow_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="slow mode (minutes)"
                    ),
                ),
                (
                    "days_open",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="close after (days)"
                    ),
                ),
                (
                    "late_policy",
                    models.CharField(
                        blank=True,
                        choices=[("all_moderated", "All moderated"), ("closed", "Closed")],
                        max_length=20,
                        verbose_name="then switch to",
                    ),
                ),
                (
                    "cooldown_until",
                    models.DateTimeField(editable=False, null=True, verbose_name="cool-down until"),
                ),
                ("version", models.PositiveBigIntegerField(default=0, editable=False)),
                ("first_number", models.PositiveIntegerField(default=1, editable=False)),
                ("last_number", models.PositiveIntegerField(default=0, editable=False)),
                ("numbered_count", models.PositiveIntegerField(default=0, editable=False)),
                ("published_count", models.PositiveIntegerField(default=0, editable=False)),
                ("featured_count", models.PositiveIntegerField(default=0, editable=False)),
                ("recommended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thread",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "thread",
                "verbose_name_plural": "threads",
            },
        ),
        migrations.AddField(
            model_name="subscription",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="subscriptions",
                to="comments.thread",
                verbose_name="thread",
            ),
        ),
        migrations.CreateModel(
            name="ReadMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_number", models.PositiveIntegerField()),
                ("seen_at", models.DateTimeField()),
                ("previous_number", models.PositiveIntegerField()),
                ("previous_seen_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_marks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_marks",
                        to="comments.thread",
                    ),
                ),
            ],
            options={
                "verbose_name": "read mark",
                "verbose_name_plural": "read marks",
            },
        ),
        migrations.CreateModel(
            name="LegacyCommentId",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="legacy_ids",
                        to="comments.comment",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="comments.thread",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="comment",
            name="thread",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="comments.thread",
                verbose_name="thread",
            ),
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("processed_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="announcement",
                        to="blog.article",
                    ),
                ),
                (
                    "comment",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="announcement",
                        to="comments.comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "announcement",
                "verbose_name_plural": "announcements",
                "indexes": [
                    models.Index(
                        condition=models.Q(("processed_at__isnull", True)),
                        fields=["created_at"],
                        name="comments_announcement_pending",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("article__isnull", False), ("comment", None)),
                            models.Q(("article", None), ("comment__isnull", False)),
                            _connector="OR",
                        ),
                        name="comments_announcement_target",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="commenter",
            index=models.Index(fields=["email"], name="comments_commenter_email"),
        ),
        migrations.AddConstraint(
            model_name="commenter",
            constraint=models.UniqueConstraint(
                fields=("name_key", "email"), name="comments_commenter_name_and_email"
            ),
        ),
        migrations.AddConstraint(
            model_name="commenter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("owns_name", True)),
                fields=("name_skeleton",),
                name="comments_commenter_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="commenter",
            constraint=models.CheckConstraint(
                condition=models.Q(("trust__in", ["newcomer", "trusted", "premoderated"])),
                name="comments_commenter_trust",
            ),
        ),
        migrations.AddIndex(
            model_name="commentrevision",
            index=models.Index(
                condition=models.Q(("state", "pending")),
                fields=["made_at", "id"],
                name="comments_revision_queue",
            ),
        ),
        migrations.AddConstraint(
            model_name="commentrevision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "pending")),
                fields=("comment",),
                name="comments_revision_one_pending",
            ),
        ),
        migrations.AddConstraint(
            model_name="commentrevision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["previous", "pending", "accepted", "rejected", "superseded"])
                ),
                name="comments_revision_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="mute",
            constraint=models.UniqueConstraint(
                fields=("user", "commenter"), name="comments_mute_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("user__isnull", False)),
                fields=("comment", "user"),
                name="comments_recommendation_one_per_user",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("comment", "key"),
                name="comments_recommendation_one_per_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("key", ""), ("user__isnull", False)),
                    models.Q(("user__isnull", True), models.Q(("key", ""), _negated=True)),
                    _connector="OR",
                ),
                name="comments_recommendation_user_or_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.UniqueConstraint(
                fields=("source", "target_number"), name="comments_reference_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", models.F("target")), _negated=True),
                name="comments_reference_not_to_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__range", (0, 1))),
                name="comments_reference_confidence",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("next_attempt_at__isnull", False)),
                fields=["next_attempt_at"],
                name="notification_due",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("claim", ""), _negated=True),
                fields=["claim"],
                name="notification_claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("next_attempt_at__isnull", True), _connector="OR"
                ),
                name="comments_notification_sent_is_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(
                fields=("subscription", "comment"), name="comments_notification_once"
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
                name="comments_notification_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_count__lte", models.F("numbered_count")),
                    ("numbered_count__lte", models.F("last_number")),
                ),
                name="comments_thread_counters_agree",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("policy__in", ["site", "open", "new_moderated", "all_moderated", "closed"])
                ),
                name="comments_thread_policy",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(("late_policy__in", ["", "all_moderated", "closed"])),
                name="comments_thread_late_policy",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("scope", "thread")),
                fields=("thread", "email"),
                name="comments_subscription_one_per_thread",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("scope", "replies")),
                fields=("email",),
                name="comments_subscription_one_for_replies",
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
                    models.Q(("scope__in", ["replies", "articles"]), ("thread__isnull", True)),
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
        migrations.AddConstraint(
            model_name="readmark",
            constraint=models.UniqueConstraint(
                fields=("user", "thread"), name="comments_readmark_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="legacycommentid",
            constraint=models.UniqueConstraint(
                fields=("thread", "key"), name="comments_legacycommentid_unique"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("number__isnull", False)),
                fields=["thread", "order_key", "number"],
                name="comments_comment_tree",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.F("thread"),
                models.OrderBy(comments.threads.tree.Root("order_key"), descending=True),
                models.OrderBy(models.F("order_key")),
                models.F("number"),
                condition=models.Q(("number__isnull", False)),
                name="comments_comment_tree_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["status", "-submitted_at", "-id"], name="comments_comment_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["-submitted_at", "-id"], name="comments_comment_newest"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("reason_code", ""), _negated=True),
                fields=["reason_code", "status", "-submitted_at", "-id"],
                name="comments_comment_by_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("language", ""), _negated=True),
                fields=["language", "status", "-submitted_at", "-id"],
                name="comments_comment_by_language",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["commenter", "-submitted_at", "-id"], name="comments_comment_by_commenter"
            ),
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
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("ip_address__isnull", False)),
                fields=["ip_address", "-submitted_at"],
                name="comments_comment_by_address",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("network__isnull", False)),
                fields=["network", "-submitted_at"],
                name="comments_comment_by_network",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number__isnull", False)),
                fields=("thread", "number"),
                name="comments_comment_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["published", "removed"]), _negated=True),
                    models.Q(
                        ("number__gte", 1),
                        models.Q(("order_key", b""), _negated=True),
                        ("published_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="comments_comment_published_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ["held", "published", "rejected", "spam", "removed", "withdrawn"],
                    )
                ),
                name="comments_comment_status",
            ),
        ),
    ]
