from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mail.addresses import get_mailbox
from moderation.bans.names import get_pattern_skeleton


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    bans = apps.get_model("moderation", "Ban").objects.using(schema_editor.connection.alias)
    for ban in bans.filter(kind__in=["email", "name"]).iterator():
        if ban.kind == "email":
            ban.value = get_mailbox(ban.value)
        else:
            ban.value_skeleton = get_pattern_skeleton(ban.value)
        ban.save(update_fields=["value", "value_skeleton"])


class Migration(migrations.Migration):
    dependencies = [("moderation", "0002_report_network")]

    operations = [
        migrations.AddField(
            model_name="ban",
            name="value_skeleton",
            field=models.CharField(blank=True, default="", editable=False, max_length=254),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
