"""What the secret addresses of previews are made of, so that they can be withdrawn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0009_pages_written_safely"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="preview_key",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="page",
            name="preview_key",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
