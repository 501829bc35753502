"""An index of e-mail addresses that SQLite uses, too."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0014_former_ids"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="commenter",
            name="comments_commenter_email",
        ),
        migrations.AddIndex(
            model_name="commenter",
            index=models.Index(fields=["email"], name="comments_commenter_email"),
        ),
    ]
