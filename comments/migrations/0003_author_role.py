from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q


def fill_in_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set the roles of the comments that were posted from accounts.

    The keys of commenters that an account created contain a line break, which forms don't accept.
    Commenters that were claimed later don't prove who wrote their comments.
    """
    comments = apps.get_model("comments", "Comment").objects.using(schema_editor.connection.alias)
    users = apps.get_model("accounts", "User").objects.using(schema_editor.connection.alias)
    posted = comments.filter(commenter__user__isnull=False, commenter__name_key__contains="\n")
    own = posted.filter(thread__article__author=F("commenter__user"))
    _set_role(comments, own, "author")
    moderators = users.filter(
        Q(is_superuser=True)
        | Q(groups__permissions__codename="moderate_comment")
        | Q(user_permissions__codename="moderate_comment")
    )
    others = posted.filter(author_role="", commenter__user__in=moderators.values("pk"))
    _set_role(comments, others, "moderator")


def _set_role(comments: "models.QuerySet[Any]", chosen: "models.QuerySet[Any]", role: str) -> None:
    # Few comments are by staff. PostgreSQL and SQLite update no joined tables.
    comments.filter(pk__in=list(chosen.values_list("pk", flat=True))).update(author_role=role)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("comments", "0002_commenter_mailbox")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="author_role",
            field=models.CharField(
                blank=True,
                choices=[("author", "Author"), ("moderator", "Moderator")],
                default="",
                editable=False,
                max_length=10,
                verbose_name="badge",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("author_role__in", ["", "author", "moderator"])),
                name="comments_comment_author_role",
            ),
        ),
        migrations.RunPython(fill_in_roles, migrations.RunPython.noop),
    ]
