"""How many reports hold a comment, as the site sets it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0014_talks"),
    ]

    operations = [
        migrations.AddField(
            model_name="moderationsettings",
            name="reports_hold",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="So many independent reports hold a comment until a moderator has looked. A reader who was often right counts for up to two, one who never is for hardly any. 0: never. Empty: as the server’s settings say.",
                null=True,
                verbose_name="reports that hold",
            ),
        ),
    ]
