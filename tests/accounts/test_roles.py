"""Author, Moderator and Editor: groups whose permissions exist and follow each migration."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts import roles
from accounts.models import User


def names(group: Group) -> set[str]:
    """Return a group's permissions as ``app.codename``."""
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in group.permissions.select_related("content_type")
    }


@pytest.mark.parametrize("role", roles.ROLES)
def test_every_permission_of_a_role_exists_and_is_granted(db: None, role: str) -> None:
    assert names(Group.objects.get(name=role)) == set(roles.ROLES[role])


@pytest.mark.parametrize("role", roles.ROLES)
def test_no_permission_is_named_twice(role: str) -> None:
    assert len(set(roles.ROLES[role])) == len(roles.ROLES[role])


def test_an_editor_has_all_permissions_of_the_other_roles() -> None:
    editor = set(roles.ROLES[roles.EDITOR])
    assert editor >= set(roles.ROLES[roles.AUTHOR]) | set(roles.ROLES[roles.MODERATOR])


def test_authors_cannot_moderate_and_moderators_cannot_write(ann: User, mo: User) -> None:
    assert ann.has_perm("blog.add_article")
    assert not ann.has_perm("comments.moderate_comment")
    assert mo.has_perm("comments.moderate_comment")
    assert not mo.has_perm("blog.add_article")


@pytest.mark.parametrize("permission", ["change", "delete"])
@pytest.mark.parametrize("model", ["decision", "ban"])
def test_no_role_may_change_or_delete_log_entries(permission: str, model: str) -> None:
    assert not [
        role for role, given in roles.ROLES.items() if f"moderation.{permission}_{model}" in given
    ]


@pytest.mark.slow
def test_a_migration_restores_missing_permissions_and_removes_none(db: None) -> None:
    author = Group.objects.get(name=roles.AUTHOR)
    extra = Permission.objects.get(codename="view_decision")
    author.permissions.set([extra])
    call_command("migrate", verbosity=0)
    assert names(author) == {*roles.ROLES[roles.AUTHOR], "moderation.view_decision"}
