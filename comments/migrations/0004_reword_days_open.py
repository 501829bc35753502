from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0003_author_role"),
    ]

    operations = [
        migrations.AlterField(
            model_name="commentsettings",
            name="days_open",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="How many days after publication the policy below takes effect. 0 means never.",
                verbose_name="close after (days)",
            ),
        ),
    ]
