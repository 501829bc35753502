import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0003_ban_value_skeleton"),
    ]

    operations = [
        migrations.AlterField(
            model_name="appeal",
            name="answer",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="moderation.decision",
                verbose_name="outcome",
            ),
        ),
        migrations.AlterField(
            model_name="ban",
            name="past_days",
            field=models.PositiveSmallIntegerField(
                default=0, editable=False, verbose_name="apply to comments from the last (days)"
            ),
        ),
        migrations.AlterField(
            model_name="statementmail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("statement", "statement of reasons"),
                    ("appeal_answer", "decision on an appeal"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
    ]
