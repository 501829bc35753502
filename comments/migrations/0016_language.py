"""The language of a comment, as far as it can be told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0015_whole_index_of_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="language",
            field=models.CharField(
                blank=True, editable=False, max_length=3, verbose_name="language"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("language", ""), _negated=True),
                fields=["language", "status", "-submitted_at", "-id"],
                name="comments_comment_by_language",
            ),
        ),
    ]
