"""Bans of domains, ranges, patterns of names and links, and what becomes of past comments."""

import ipaddress
from typing import Any

from django.conf import settings
from django.db import migrations, models


def write_as_networks(apps: Any, schema_editor: Any) -> None:
    """Write banned addresses as the networks that they are now compared with: of one address."""
    bans = apps.get_model("moderation", "Ban").objects.using(schema_editor.connection.alias)
    for ban in bans.filter(kind="address").exclude(value__contains="/"):
        ban.value = str(ipaddress.ip_network(ban.value))
        ban.save(update_fields=["value"])


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0011_corrected"),
        ("moderation", "0011_decisions_by_actor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="ban",
            options={
                "ordering": ["-starts_at", "-pk"],
                "permissions": [
                    ("lift_ban", "Can lift bans"),
                    ("ban_widely", "Can ban for good, and more than one person"),
                ],
                "verbose_name": "ban",
                "verbose_name_plural": "bans",
            },
        ),
        migrations.RemoveConstraint(
            model_name="ban",
            name="moderation_ban_names_its_target",
        ),
        migrations.AddField(
            model_name="ban",
            name="past",
            field=models.CharField(
                choices=[
                    ("leave", "Leave them as they are"),
                    ("hold", "Hold them until somebody has looked"),
                    ("remove", "Remove them"),
                ],
                default="leave",
                editable=False,
                max_length=6,
                verbose_name="past comments",
            ),
        ),
        migrations.AddField(
            model_name="ban",
            name="past_days",
            field=models.PositiveSmallIntegerField(
                default=0, editable=False, verbose_name="days back"
            ),
        ),
        migrations.AlterField(
            model_name="ban",
            name="kind",
            field=models.CharField(
                choices=[
                    ("commenter", "commenter"),
                    ("email", "e-mail address"),
                    ("domain", "e-mail domain"),
                    ("address", "network address or range"),
                    ("name", "name or pattern of names"),
                    ("link", "domain of links"),
                ],
                max_length=12,
                verbose_name="what is banned",
            ),
        ),
        migrations.AlterField(
            model_name="ban",
            name="reason",
            field=models.CharField(
                help_text="Told to whoever is banned.", max_length=900, verbose_name="reason"
            ),
        ),
        migrations.AlterField(
            model_name="ban",
            name="value",
            field=models.CharField(blank=True, max_length=254, verbose_name="value"),
        ),
        migrations.AddConstraint(
            model_name="ban",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("commenter__isnull", False), ("kind", "commenter"), ("value", "")),
                    models.Q(
                        ("kind__in", ["email", "domain", "address", "name", "link"]),
                        ("commenter__isnull", True),
                        models.Q(("value", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="moderation_ban_names_its_target",
            ),
        ),
        migrations.RunPython(write_as_networks, migrations.RunPython.noop),
    ]
