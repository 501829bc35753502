"""Emails about statements reach the affected person, and can't be abused to write to others."""

import datetime as dt

import pytest
from django.core import mail
from django.tasks import default_task_backend
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from time_machine import travel

from accounts.models import User
from comments.models import Commenter
from mail.tasks import catch_up, send_due_mail
from moderation.bans.services import create_ban
from moderation.decisions.services.decide import decide
from moderation.decisions.services.undo import undo_decision
from moderation.models import Decision, Statement, StatementMail
from moderation.statements.services.appeals import reject_appeal, submit_appeal
from moderation.statements.services.mail_queue import MAILS_PER_UNCONFIRMED_MAILBOX
from tests.mail_server import MailServer
from tests.mailbox import get_html
from tests.moderation.conftest import Remove
from tests.people import CreateComment

pytestmark = pytest.mark.slow


@pytest.fixture
def confirmed(rex: Commenter) -> None:
    """Confirm Rex's email address."""
    Commenter.objects.filter(pk=rex.pk).update(email_confirmed_at=timezone.now())
    rex.refresh_from_db()


def test_confirmed_address_gets_the_statement(confirmed: None, remove: Remove) -> None:
    statement = remove("You fool", explanation="Twice now")
    catch_up()
    [message] = mail.outbox
    assert message.to == ["rex@example.org"]
    assert message.subject == "Folkmoot: moderation decision"
    for words in ("was removed", "You fool", statement.wording, "Twice now", statement.key):
        assert words in " ".join(message.body.split())
        assert words in " ".join(get_html(message.message()).split())


def test_unconfirmed_address_gets_no_user_text(remove: Remove) -> None:
    statement = remove("Buy my pills", explanation="Pills again")
    catch_up()
    [message] = mail.outbox
    assert statement.key in message.body
    for words in ("pills", "Pills", "Rex", "Harbour"):
        assert words not in message.body
        assert words not in get_html(message.message())


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_the_answer_to_an_appeal_does_not_explain_how_to_appeal(
    request: pytest.FixtureRequest, remove: Remove, mo: User, ed: User, *, is_confirmed: bool
) -> None:
    if is_confirmed:
        request.getfixturevalue("confirmed")
    statement = remove("You fool")
    catch_up()
    appeal = submit_appeal(statement=statement, text="I am not.")
    reject_appeal(moderator=ed, appeal=appeal, explanation="You are.")
    # An unconfirmed address gets one email a day.
    with travel(timezone.now() + dt.timedelta(days=1)):
        catch_up()
    before, answer = mail.outbox
    for message, expected in ((before, True), (answer, False)):
        text = message.body + get_html(message.message())
        assert ("how to appeal" in text) is expected
        assert statement.key in message.body


def test_sent_once_and_after_the_commit(
    remove: Remove, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        remove()
        assert not _enqueued()
    assert _enqueued() == [send_due_mail]
    assert not mail.outbox
    send_due_mail.call()
    send_due_mail.call()
    assert len(mail.outbox) == 1


def test_not_sent_if_undone_before(remove: Remove, mo: User) -> None:
    undo_decision(moderator=mo, decision=remove().decision)
    catch_up()
    assert not mail.outbox
    assert not StatementMail.objects.unsent().exists()


def test_unsent_mails_do_not_count_towards_the_limit(remove: Remove, mo: User) -> None:
    for n in range(MAILS_PER_UNCONFIRMED_MAILBOX.count):
        undo_decision(moderator=mo, decision=remove(f"Fool number {n}").decision)
    catch_up()
    remove()
    with travel(timezone.now() + dt.timedelta(days=MAILS_PER_UNCONFIRMED_MAILBOX.count)):
        catch_up()
    assert len(mail.outbox) == 1


def test_waits_while_the_mail_server_is_down(remove: Remove, mail_server: MailServer) -> None:
    mail_server.stop()
    remove()
    catch_up()
    assert StatementMail.objects.get().sent_at is None
    mail_server.start()
    with travel(timezone.now() + dt.timedelta(days=8)):
        catch_up()
    assert StatementMail.objects.get().sent_at is not None
    assert len(mail_server.inbox) == 1


def _enqueued() -> list[object]:
    results = default_task_backend.results  # type: ignore[attr-defined]  # the test's backend
    return [result.task for result in results if result.task == send_due_mail]


def test_limit_for_unconfirmed_mailboxes(remove: Remove) -> None:
    for n in range(MAILS_PER_UNCONFIRMED_MAILBOX.count + 2):
        remove(f"Fool number {n}")
    assert Statement.objects.count() == MAILS_PER_UNCONFIRMED_MAILBOX.count + 2
    assert StatementMail.objects.count() == MAILS_PER_UNCONFIRMED_MAILBOX.count


def test_spam_gets_no_email(create_comment: CreateComment, spike: Commenter, mo: User) -> None:
    comment = create_comment(spike, "Pills")
    decide(moderator=mo, item=comment, action=Decision.Action.SPAM, expected_version=0)
    assert Statement.objects.exists()
    assert not StatementMail.objects.exists()


def test_automatic_decisions_get_no_email(
    create_comment: CreateComment, nia: Commenter, ed: User
) -> None:
    create_ban(moderator=ed, commenter=nia, explanation="Insults")
    create_comment(nia, "Hello")
    assert StatementMail.objects.get().statement.decision.action == Decision.Action.BAN


def test_no_email_without_address(remove: Remove, rex: Commenter) -> None:
    Commenter.objects.update(email="")
    rex.refresh_from_db()
    remove()
    assert not StatementMail.objects.exists()


def test_decision_about_own_comment_has_no_statement(
    remove: Remove, rex: Commenter, mo: User
) -> None:
    Commenter.objects.update(user=mo)
    rex.refresh_from_db()
    with pytest.raises(Statement.DoesNotExist):
        remove()
