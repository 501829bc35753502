from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mail.addresses import get_mailbox

_BATCH = 2000


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    commenters = apps.get_model("comments", "Commenter").objects.using(
        schema_editor.connection.alias
    )
    batch = []
    for commenter in commenters.exclude(email="").only("email").iterator(chunk_size=_BATCH):
        commenter.mailbox = get_mailbox(commenter.email)
        batch.append(commenter)
        if len(batch) == _BATCH:
            commenters.bulk_update(batch, ["mailbox"])
            batch.clear()
    commenters.bulk_update(batch, ["mailbox"])


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="commenter",
            name="mailbox",
            field=models.EmailField(blank=True, default="", editable=False, max_length=254),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="commenter",
            index=models.Index(fields=["mailbox"], name="comments_commenter_mailbox"),
        ),
    ]
