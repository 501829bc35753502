"""Since when a mail has been tried, which is what giving it up is measured by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0016_language"),
    ]

    operations = [
        migrations.AddField(
            model_name="notification",
            name="first_attempt_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
