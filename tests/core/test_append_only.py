"""What was decided stays as it was written: the database refuses every change of it."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from comments.models import Comment, Commenter
from core import append_only
from moderation.decisions.services.decide import decide
from moderation.models import Decision

Say = Callable[..., Comment]


@pytest.fixture
def decision(say: Say, nia: Commenter, mo: User) -> Decision:
    """What Mo decided about Nia's comment."""
    return decide(
        moderator=mo, item=say(nia, "Hello"), action=Decision.Action.APPROVE, expected_version=0
    )


def refuse(change: Callable[[], object]) -> None:
    """Make sure that the database refuses a change, with a message that says why."""
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change()


def test_no_row_is_changed(decision: Decision) -> None:
    decision.reason = "I never said so"
    refuse(decision.save)
    refuse(lambda: Decision.objects.filter(pk=decision.pk).update(actor=None, rule="spam"))
    assert Decision.objects.get(pk=decision.pk).reason == ""


def test_no_row_is_deleted(decision: Decision) -> None:
    refuse(decision.delete)
    refuse(Decision.objects.all().delete)
    assert Decision.objects.filter(pk=decision.pk).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE moderation_decision SET reason = 'x'",
        "DELETE FROM moderation_decision WHERE action = 'approve'",
    ],
)
def test_nor_at_the_databases_own_prompt(decision: Decision, statement: str) -> None:
    with connection.cursor() as cursor:
        refuse(lambda: cursor.execute(statement))


@pytest.mark.postgres
def test_nor_is_the_table_emptied(db: None) -> None:
    with connection.cursor() as cursor:
        refuse(lambda: cursor.execute("TRUNCATE moderation_decision CASCADE"))


def test_a_migration_puts_the_guard_up_again(decision: Decision) -> None:
    append_only.drop_triggers()
    assert Decision.objects.filter(pk=decision.pk).update(reason="Hello") == 1
    call_command("migrate", verbosity=0)
    refuse(decision.delete)


def test_the_guard_may_be_put_up_twice(decision: Decision) -> None:
    append_only.create_triggers()
    append_only.create_triggers()
    refuse(decision.delete)


def test_who_empties_the_database_finds_it_guarded_again(
    transactional_db: None, decision: Decision
) -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert not Decision.objects.exists()
    written = Decision.objects.create(
        action="ban", rule="test", commenter=Commenter.objects.create(name="Nia", slug="nia")
    )
    refuse(written.delete)
