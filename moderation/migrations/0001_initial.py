import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.tokens


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("comments", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Guideline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                (
                    "name",
                    models.CharField(
                        help_text="Moderators choose from these names.",
                        max_length=100,
                        verbose_name="name",
                    ),
                ),
                (
                    "wording",
                    models.CharField(
                        help_text="Shown to the commenter.",
                        max_length=500,
                        verbose_name="public wording",
                    ),
                ),
                (
                    "is_legal",
                    models.BooleanField(
                        default=False,
                        help_text="Check this for illegal content. Leave it unchecked for the site’s own rules.",
                        verbose_name="required by law",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "guideline",
                "verbose_name_plural": "guidelines",
                "ordering": ["position", "pk"],
            },
        ),
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
                        choices=[("words", "Words and phrases"), ("domains", "Link domains")],
                        default="words",
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("hold", "Hold for review"),
                            ("reject", "Reject"),
                            ("spam", "Mark as spam"),
                        ],
                        default="hold",
                        help_text="The action taken on comments that match.",
                        max_length=10,
                        verbose_name="action",
                    ),
                ),
                (
                    "match_prefixes",
                    models.BooleanField(
                        default=False,
                        help_text="Every term also matches longer words that begin with it.",
                        verbose_name="match prefixes",
                    ),
                ),
                (
                    "terms",
                    models.TextField(
                        blank=True,
                        help_text="One per line. Words and phrases match whole words and ignore case; “casino*” matches every word that begins with “casino”. A domain includes its subdomains. Lines that start with “#” are comments.",
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
        migrations.CreateModel(
            name="Ban",
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
                        choices=[
                            ("commenter", "commenter"),
                            ("email", "email address"),
                            ("domain", "email domain"),
                            ("network", "IP address or range"),
                            ("name", "name or name pattern"),
                            ("link", "linked domain"),
                        ],
                        max_length=12,
                        verbose_name="ban by",
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=254, verbose_name="value")),
                (
                    "reason",
                    models.CharField(
                        help_text="Shown to the commenter.", max_length=900, verbose_name="reason"
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Only moderators see this.", verbose_name="note"
                    ),
                ),
                (
                    "starts_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="starts"),
                ),
                (
                    "ends_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty for a permanent ban.",
                        null=True,
                        verbose_name="ends",
                    ),
                ),
                (
                    "past_action",
                    models.CharField(
                        choices=[
                            ("leave", "Leave unchanged"),
                            ("hold", "Hold for review"),
                            ("remove", "Remove"),
                        ],
                        default="leave",
                        editable=False,
                        max_length=6,
                        verbose_name="past comments",
                    ),
                ),
                (
                    "past_days",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="days of past comments"
                    ),
                ),
                (
                    "lifted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="lifted"
                    ),
                ),
                (
                    "commenter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bans",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="banned by",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lifted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "ban",
                "verbose_name_plural": "bans",
                "ordering": ["-starts_at", "-pk"],
                "permissions": [
                    ("lift_ban", "Can lift bans"),
                    ("ban_widely", "Can ban permanently, and more than one person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("action", models.CharField(max_length=16, verbose_name="action")),
                ("query", models.TextField(blank=True)),
                ("selected", models.JSONField(blank=True, default=list)),
                (
                    "explanation",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="message to the author"
                    ),
                ),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("skipped", models.PositiveIntegerField(default=0)),
                ("cursor", models.CharField(blank=True, max_length=40)),
                (
                    "started_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="started"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished"),
                ),
                (
                    "moderator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="moderator",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="moderation.batch",
                    ),
                ),
                (
                    "guideline",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="moderation.guideline",
                        verbose_name="guideline",
                    ),
                ),
            ],
            options={
                "verbose_name": "bulk action",
                "verbose_name_plural": "bulk actions",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("publish", "published"),
                            ("hold", "held"),
                            ("approve", "approved"),
                            ("reject", "rejected"),
                            ("spam", "marked as spam"),
                            ("remove", "removed"),
                            ("restore", "restored"),
                            ("keep", "kept"),
                            ("feature", "featured"),
                            ("unfeature", "no longer featured"),
                            ("approve_edit", "edit approved"),
                            ("reject_edit", "edit rejected"),
                            ("edit", "edited"),
                            ("undo", "undone"),
                            ("warn", "warned"),
                            ("suspend", "suspended"),
                            ("premoderate", "pre-moderated"),
                            ("trust", "trusted"),
                            ("ban", "banned"),
                            ("lift_ban", "ban lifted"),
                            ("change_policy", "comment policy changed"),
                            ("reject_appeal", "appeal rejected"),
                            ("grant_appeal", "appeal granted"),
                        ],
                        max_length=16,
                        verbose_name="action",
                    ),
                ),
                (
                    "screener",
                    models.CharField(blank=True, max_length=60, verbose_name="automatic check"),
                ),
                (
                    "explanation",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="message to the author"
                    ),
                ),
                ("reason_code", models.CharField(blank=True, max_length=40, verbose_name="reason")),
                (
                    "before",
                    models.CharField(blank=True, max_length=20, verbose_name="status before"),
                ),
                ("after", models.CharField(blank=True, max_length=20, verbose_name="status after")),
                ("evidence", models.JSONField(blank=True, default=dict, verbose_name="evidence")),
                (
                    "decided_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date"),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "ban",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="moderation.ban",
                        verbose_name="ban",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="moderation.batch",
                        verbose_name="bulk action",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "commenter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="comments.thread",
                        verbose_name="thread",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="moderation.decision",
                        verbose_name="undoes",
                    ),
                ),
                (
                    "guideline",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="moderation.guideline",
                        verbose_name="guideline",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["-decided_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ModerationSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "log_names",
                    models.BooleanField(
                        default=False,
                        help_text="Show in the public log which moderator made a decision.",
                        verbose_name="show moderators’ names",
                    ),
                ),
                (
                    "most_links",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=4,
                        help_text="Comments with more external links than this are held. Leave empty for no limit.",
                        null=True,
                        verbose_name="maximum links",
                    ),
                ),
                (
                    "hold_first_link",
                    models.BooleanField(
                        default=True,
                        help_text="Hold new commenters’ comments if they contain links.",
                        verbose_name="hold first link",
                    ),
                ),
                (
                    "hold_other_languages",
                    models.BooleanField(
                        default=True,
                        help_text="Hold comments that aren’t in the thread’s language.",
                        verbose_name="hold other languages",
                    ),
                ),
                (
                    "reports_hold",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="A comment with this many independent reports is held for review. A report counts up to double if the reader’s earlier reports were upheld, and less if they weren’t. 0 means never. Leave empty for the server default.",
                        null=True,
                        verbose_name="hold after (reports)",
                    ),
                ),
                (
                    "spam_filter",
                    models.BooleanField(
                        default=True,
                        help_text="Check comments with the filter that learns from moderators’ decisions.",
                        verbose_name="spam filter",
                    ),
                ),
                (
                    "spam_filter_hold",
                    models.PositiveSmallIntegerField(
                        default=80,
                        help_text="Spam probability, in percent, at which the filter holds a comment.",
                        verbose_name="hold at",
                    ),
                ),
                (
                    "spam_filter_spam",
                    models.PositiveSmallIntegerField(
                        default=97,
                        help_text="Spam probability, in percent, at which the filter marks a comment as spam. Comments by trusted commenters are held instead, and only at or above this value.",
                        verbose_name="mark as spam at",
                    ),
                ),
            ],
            options={
                "verbose_name": "moderation settings",
                "verbose_name_plural": "moderation settings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="moderation_settings_one_row"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("spam_filter_hold__gte", 1),
                            ("spam_filter_spam__lte", 100),
                            ("spam_filter_spam__gte", models.F("spam_filter_hold")),
                        ),
                        name="moderation_settings_spam_filter",
                        violation_error_message="Enter values from 1 to 100; “mark as spam at” can’t be below “hold at”.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ModMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "last_sent_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="last message sent"
                    ),
                ),
                (
                    "unread_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="unread since"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                (
                    "commenter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="modmail",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
            ],
            options={
                "verbose_name": "conversation",
                "verbose_name_plural": "conversations",
            },
        ),
        migrations.CreateModel(
            name="ModMailMessage",
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
                ("text", models.TextField(max_length=5000, verbose_name="text")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "modmail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="moderation.modmail",
                        verbose_name="conversation",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["written_at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=5000, verbose_name="text")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notes",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "commenter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "began_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="opened"),
                ),
                (
                    "last_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="last seen"
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "moderator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="moderator",
                    ),
                ),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presences",
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("insult", "Insults or threatens someone"),
                            ("hate", "Hate speech"),
                            ("private", "Shares private information"),
                            ("false", "Impersonates or misquotes someone"),
                            ("spam", "Spam or advertising"),
                            ("off_topic", "Off topic"),
                            ("illegal", "Illegal content"),
                            ("other", "Something else (explain below)"),
                        ],
                        max_length=12,
                        verbose_name="reason",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="details")),
                ("reporter_key", models.CharField(blank=True, editable=False, max_length=32)),
                (
                    "ip_address",
                    models.GenericIPAddressField(blank=True, null=True, verbose_name="IP address"),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date"),
                ),
                (
                    "resolved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="resolved"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("removed", "The comment was removed."),
                            ("kept", "A moderator reviewed the comment and kept it."),
                            ("withdrawn", "The author deleted the comment."),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Sanction",
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
                        choices=[("warning", "warning"), ("suspension", "suspension")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends")),
                (
                    "acknowledged_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="acknowledged"),
                ),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="lifted")),
                (
                    "commenter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sanctions",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sanction",
                        to="moderation.decision",
                        verbose_name="decision",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lifted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "sanction",
                "verbose_name_plural": "sanctions",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=core.tokens.create_token, editable=False, max_length=43, unique=True
                    ),
                ),
                ("excerpt", models.TextField(blank=True, verbose_name="excerpt")),
                (
                    "wording",
                    models.CharField(blank=True, max_length=500, verbose_name="public wording"),
                ),
                ("is_legal", models.BooleanField(default=False, verbose_name="required by law")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends")),
                (
                    "source",
                    models.CharField(
                        choices=[("report", "reported by readers"), ("own", "own initiative")],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                (
                    "detected_by",
                    models.CharField(blank=True, max_length=60, verbose_name="detected by"),
                ),
                ("appeal_until", models.DateTimeField(verbose_name="appeal deadline")),
                (
                    "commenter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statement",
                        to="moderation.decision",
                        verbose_name="decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement of reasons",
                "verbose_name_plural": "statements of reasons",
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="text")),
                (
                    "submitted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="submitted"
                    ),
                ),
                (
                    "answer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="moderation.decision",
                        verbose_name="answer",
                    ),
                ),
                (
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeal",
                        to="moderation.statement",
                        verbose_name="statement of reasons",
                    ),
                ),
            ],
            options={
                "verbose_name": "appeal",
                "verbose_name_plural": "appeals",
            },
        ),
        migrations.CreateModel(
            name="StatementMail",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("statement", "statement of reasons"),
                            ("appeal_answer", "answer to an appeal"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="email")),
                ("mailbox", models.EmailField(editable=False, max_length=254)),
                ("is_confirmed", models.BooleanField(verbose_name="confirmed")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="created"),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to="moderation.statement",
                        verbose_name="statement of reasons",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement email",
                "verbose_name_plural": "statement emails",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WordListVersion",
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
                        choices=[("words", "Words and phrases"), ("domains", "Link domains")],
                        default="words",
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("hold", "Hold for review"),
                            ("reject", "Reject"),
                            ("spam", "Mark as spam"),
                        ],
                        default="hold",
                        help_text="The action taken on comments that match.",
                        max_length=10,
                        verbose_name="action",
                    ),
                ),
                (
                    "match_prefixes",
                    models.BooleanField(
                        default=False,
                        help_text="Every term also matches longer words that begin with it.",
                        verbose_name="match prefixes",
                    ),
                ),
                (
                    "terms",
                    models.TextField(
                        blank=True,
                        help_text="One per line. Words and phrases match whole words and ignore case; “casino*” matches every word that begins with “casino”. A domain includes its subdomains. Lines that start with “#” are comments.",
                        verbose_name="terms",
                    ),
                ),
                (
                    "activated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="activated"
                    ),
                ),
                (
                    "deactivated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="deactivated"),
                ),
                (
                    "activated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="activated by",
                    ),
                ),
                (
                    "word_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="moderation.wordlist",
                        verbose_name="word list",
                    ),
                ),
            ],
            options={
                "verbose_name": "word list version",
                "verbose_name_plural": "word list versions",
                "ordering": ["-activated_at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="ban",
            index=models.Index(fields=["kind", "value"], name="moderation_ban_value"),
        ),
        migrations.AddConstraint(
            model_name="ban",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("commenter__isnull", False), ("kind", "commenter"), ("value", "")),
                    models.Q(
                        ("kind__in", ["email", "domain", "network", "name", "link"]),
                        ("commenter__isnull", True),
                        models.Q(("value", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="moderation_ban_has_a_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="ban",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="moderation_ban_ends_after_it_starts",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                fields=["comment", "-decided_at"], name="moderation_decision_comment"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["-decided_at", "-id"], name="moderation_decision_newest"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("actor__isnull", False)),
                fields=["actor", "-decided_at", "-id"],
                name="moderation_decision_by_actor",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                fields=["action", "-decided_at", "-id"], name="moderation_decision_by_action"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("guideline__isnull", False)),
                fields=["guideline", "-decided_at", "-id"],
                name="moderation_decision_guideline",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("comment__isnull", False),
                    ("commenter__isnull", False),
                    ("ban__isnull", False),
                    ("thread__isnull", False),
                    _connector="OR",
                ),
                name="moderation_decision_has_a_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("actor__isnull", False),
                    models.Q(("screener", ""), _negated=True),
                    _connector="OR",
                ),
                name="moderation_decision_has_an_actor",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("actor__isnull", False), ("reason_code", "")),
                    models.Q(("actor__isnull", True), ("explanation", "")),
                    _connector="OR",
                ),
                name="moderation_decision_code_is_automatic",
            ),
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(
                fields=["moderator", "-started_at"], name="moderation_batch_by_moderator"
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("undoes__isnull", False),
                    models.Q(("query", ""), _negated=True),
                    models.Q(("selected", []), _negated=True),
                    _connector="OR",
                ),
                name="moderation_batch_has_a_target",
            ),
        ),
        migrations.AddIndex(
            model_name="modmail",
            index=models.Index(
                condition=models.Q(("unread_since__isnull", False)),
                fields=["unread_since"],
                name="moderation_modmail_unread",
            ),
        ),
        migrations.AddIndex(
            model_name="modmailmessage",
            index=models.Index(
                condition=models.Q(("next_attempt_at__isnull", False)),
                fields=["next_attempt_at"],
                name="modmailmessage_due",
            ),
        ),
        migrations.AddIndex(
            model_name="modmailmessage",
            index=models.Index(
                condition=models.Q(("claim", ""), _negated=True),
                fields=["claim"],
                name="modmailmessage_claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="modmailmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("next_attempt_at__isnull", True), _connector="OR"
                ),
                name="moderation_modmailmessage_sent_is_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="modmailmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="moderation_message_not_empty"
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(
                fields=["commenter", "-created_at", "-id"], name="moderation_note_newest"
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="moderation_note_has_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(
                fields=("comment", "moderator"), name="moderation_presence_one_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.CheckConstraint(
                condition=models.Q(("began_at__lte", models.F("last_at"))),
                name="moderation_presence_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("resolved_at", None)),
                fields=["comment", "created_at"],
                name="moderation_report_open",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("ip_address__isnull", False)),
                fields=["ip_address", "created_at"],
                name="moderation_report_by_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reporter__isnull", False)),
                fields=("comment", "reporter"),
                name="moderation_report_one_a_user",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reporter_key", ""), _negated=True),
                fields=("comment", "reporter_key"),
                name="moderation_report_one_a_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("resolved_at", None)),
                    models.Q(
                        ("resolved_at__isnull", False), models.Q(("outcome", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="moderation_report_resolved_has_outcome",
            ),
        ),
        migrations.AddIndex(
            model_name="sanction",
            index=models.Index(
                condition=models.Q(("lifted_at", None)),
                fields=["commenter"],
                name="moderation_sanction_not_lifted",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_at", None), ("kind", "warning")),
                    models.Q(
                        ("acknowledged_at", None),
                        ("ends_at__isnull", False),
                        ("kind", "suspension"),
                    ),
                    _connector="OR",
                ),
                name="moderation_sanction_ends_or_is_read",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["report", "own"])),
                name="moderation_statement_source",
            ),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(
                condition=models.Q(("answer", None)),
                fields=["submitted_at", "id"],
                name="moderation_appeal_open",
            ),
        ),
        migrations.AddIndex(
            model_name="statementmail",
            index=models.Index(
                condition=models.Q(("next_attempt_at__isnull", False)),
                fields=["next_attempt_at"],
                name="statementmail_due",
            ),
        ),
        migrations.AddIndex(
            model_name="statementmail",
            index=models.Index(
                condition=models.Q(("claim", ""), _negated=True),
                fields=["claim"],
                name="statementmail_claim",
            ),
        ),
        migrations.AddIndex(
            model_name="statementmail",
            index=models.Index(
                fields=["mailbox", "written_at"], name="moderation_statementmail_mbox"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("next_attempt_at__isnull", True), _connector="OR"
                ),
                name="moderation_statementmail_sent_is_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementmail",
            constraint=models.UniqueConstraint(
                fields=("statement", "kind"), name="moderation_statementmail_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementmail",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["statement", "appeal_answer"])),
                name="moderation_statementmail_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="wordlistversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("deactivated_at", None)),
                fields=("word_list",),
                name="moderation_list_one_active",
            ),
        ),
    ]
