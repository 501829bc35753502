"""The database rejects changes to append-only rows."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from comments.models import Commenter
from core import append_only
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from tests.people import CreateComment

pytestmark = [pytest.mark.slow, pytest.mark.every_database]


@pytest.fixture
def decision(create_comment: CreateComment, nia: Commenter, mo: User) -> Decision:
    return decide(
        moderator=mo,
        item=create_comment(nia, "Hello"),
        action=Decision.Action.APPROVE,
        expected_version=0,
    )


def assert_rejected(change: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change()


def test_rows_cannot_be_updated(decision: Decision) -> None:
    decision.explanation = "I never said so"
    assert_rejected(decision.save)
    assert_rejected(
        lambda: Decision.objects.filter(pk=decision.pk).update(actor=None, screener="spam")
    )
    assert Decision.objects.get(pk=decision.pk).explanation == ""


def test_rows_cannot_be_deleted(decision: Decision) -> None:
    assert_rejected(decision.delete)
    assert_rejected(Decision.objects.all().delete)
    assert Decision.objects.filter(pk=decision.pk).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE moderation_decision SET explanation = 'x'",
        "DELETE FROM moderation_decision WHERE action = 'approve'",
    ],
)
def test_plain_sql_is_rejected(decision: Decision, statement: str) -> None:
    with connection.cursor() as cursor:
        assert_rejected(lambda: cursor.execute(statement))


@pytest.mark.postgres
def test_the_table_cannot_be_truncated(db: None) -> None:
    with connection.cursor() as cursor:
        assert_rejected(lambda: cursor.execute("TRUNCATE moderation_decision CASCADE"))


def test_migrating_recreates_the_triggers(decision: Decision) -> None:
    append_only.drop_triggers()
    assert Decision.objects.filter(pk=decision.pk).update(explanation="Hello") == 1
    call_command("migrate", verbosity=0)
    assert_rejected(decision.delete)


def test_triggers_can_be_created_twice(decision: Decision) -> None:
    append_only.create_triggers()
    append_only.create_triggers()
    assert_rejected(decision.delete)


def test_flush_empties_the_table_and_recreates_the_triggers(
    transactional_db: None, decision: Decision
) -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert not Decision.objects.exists()
    written = Decision.objects.create(
        action="ban", screener="test", commenter=Commenter.objects.create(name="Nia", slug="nia")
    )
    assert_rejected(written.delete)
