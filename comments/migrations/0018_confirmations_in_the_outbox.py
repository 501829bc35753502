"""Letters that ask to confirm an address: claimed, tried again and given up as all mail is."""

from typing import Any

import django.utils.timezone
from django.db import migrations, models


def settle_what_was_sent(apps: Any, schema_editor: Any) -> None:
    sent = apps.get_model("comments", "Confirmation").objects.filter(sent_at__isnull=False)
    sent.update(next_attempt_at=None)


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0017_attempts"),
    ]

    operations = [
        migrations.AddField(
            model_name="confirmation",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="attempts"),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="claim",
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="error",
            field=models.CharField(blank=True, max_length=300, verbose_name="last error"),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="first_attempt_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="next_attempt_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, null=True, verbose_name="next attempt"
            ),
        ),
        migrations.AlterField(
            model_name="confirmation",
            name="sent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="sent"),
        ),
        # Rows that were there before are all due now, so far.
        migrations.RunPython(settle_what_was_sent, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="confirmation",
            index=models.Index(
                condition=models.Q(("next_attempt_at__isnull", False)),
                fields=["next_attempt_at"],
                name="comments_confirmation_due",
            ),
        ),
        migrations.AddIndex(
            model_name="confirmation",
            index=models.Index(
                condition=models.Q(("claim", ""), _negated=True),
                fields=["claim"],
                name="comments_confirmation_claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("next_attempt_at__isnull", True), _connector="OR"
                ),
                name="comments_confirmation_sent_is_done",
            ),
        ),
    ]
