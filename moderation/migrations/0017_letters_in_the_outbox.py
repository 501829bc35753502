"""Letters, and mails about messages: claimed, tried again and given up as all mail is."""

from typing import Any

import django.utils.timezone
from django.db import migrations, models


def settle_what_was_sent(apps: Any, schema_editor: Any) -> None:
    for name in ("Letter", "Message"):
        sent = apps.get_model("moderation", name).objects.filter(sent_at__isnull=False)
        sent.update(next_attempt_at=None)


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0016_spam_filter"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="letter",
            name="moderation_letter_waiting",
        ),
        migrations.RemoveIndex(
            model_name="message",
            name="moderation_message_untold",
        ),
        migrations.RenameField(model_name="message", old_name="told_at", new_name="sent_at"),
        migrations.AlterField(
            model_name="message",
            name="sent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="sent"),
        ),
        migrations.AddField(
            model_name="letter",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="attempts"),
        ),
        migrations.AddField(
            model_name="letter",
            name="claim",
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="letter",
            name="error",
            field=models.CharField(blank=True, max_length=300, verbose_name="last error"),
        ),
        migrations.AddField(
            model_name="letter",
            name="first_attempt_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="next_attempt_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, null=True, verbose_name="next attempt"
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="attempts"),
        ),
        migrations.AddField(
            model_name="message",
            name="claim",
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="message",
            name="error",
            field=models.CharField(blank=True, max_length=300, verbose_name="last error"),
        ),
        migrations.AddField(
            model_name="message",
            name="first_attempt_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="next_attempt_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, null=True, verbose_name="next attempt"
            ),
        ),
        # Rows that were there before are all due now, so far.
        migrations.RunPython(settle_what_was_sent, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("next_attempt_at__isnull", False)),
                fields=["next_attempt_at"],
                name="moderation_letter_due",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("claim", ""), _negated=True),
                fields=["claim"],
                name="moderation_letter_claim",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("next_attempt_at__isnull", False)),
                fields=["next_attempt_at"],
                name="moderation_message_due",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("claim", ""), _negated=True),
                fields=["claim"],
                name="moderation_message_claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("next_attempt_at__isnull", True), _connector="OR"
                ),
                name="moderation_letter_sent_is_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("next_attempt_at__isnull", True), _connector="OR"
                ),
                name="moderation_message_sent_is_done",
            ),
        ),
    ]
