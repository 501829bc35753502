"""When a moderator last changed the text of a comment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0010_modes"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="corrected_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
