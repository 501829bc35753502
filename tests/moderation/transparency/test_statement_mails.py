"""Letters reach whoever was moderated, and can't be used to write to others."""

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
from moderation.transparency.services.mail_queue import MAILS_PER_UNCONFIRMED_MAILBOX
from tests.comments.subscriptions.reading import html_of
from tests.mail_server import MailServer
from tests.moderation.transparency.conftest import Remove, Say


@pytest.fixture
def confirmed(rex: Commenter) -> None:
    """Rex has shown that the address is his."""
    Commenter.objects.filter(pk=rex.pk).update(email_confirmed_at=timezone.now())
    rex.refresh_from_db()


def test_a_confirmed_address_gets_the_whole(confirmed: None, remove: Remove) -> None:
    statement = remove("You fool", reason="Twice now")
    catch_up()
    [letter] = mail.outbox
    assert letter.to == ["rex@example.org"]
    assert letter.subject == "Folkmoot: moderation decision"
    for words in ("was removed", "You fool", "Insults and threats", "Twice now", statement.key):
        assert words in letter.body
        assert words in html_of(letter.message())


def test_another_gets_no_word_that_was_typed(remove: Remove) -> None:
    statement = remove("Buy my pills", reason="Pills again")
    catch_up()
    [letter] = mail.outbox
    assert statement.key in letter.body
    for words in ("pills", "Pills", "Rex", "Harbour"):
        assert words not in letter.body
        assert words not in html_of(letter.message())


def test_it_goes_once_and_after_the_commit(
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


def test_nobody_is_told_of_what_was_undone_at_once(remove: Remove, mo: User) -> None:
    undo_decision(moderator=mo, decision=remove().decision)
    catch_up()
    assert not mail.outbox
    assert not StatementMail.objects.waiting().exists()


def test_what_was_undone_at_once_takes_no_place_of_another(remove: Remove, mo: User) -> None:
    for n in range(MAILS_PER_UNCONFIRMED_MAILBOX.count):
        undo_decision(moderator=mo, decision=remove(f"Fool number {n}").decision)
    catch_up()
    remove()
    catch_up()
    assert len(mail.outbox) == 1


def test_while_no_server_answers_it_waits(remove: Remove, mail_server: MailServer) -> None:
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


def test_a_mailbox_that_nobody_confirmed_gets_few(remove: Remove) -> None:
    for n in range(MAILS_PER_UNCONFIRMED_MAILBOX.count + 2):
        remove(f"Fool number {n}")
    assert Statement.objects.count() == MAILS_PER_UNCONFIRMED_MAILBOX.count + 2
    assert StatementMail.objects.count() == MAILS_PER_UNCONFIRMED_MAILBOX.count


def test_spam_gets_none(say: Say, spike: Commenter, mo: User) -> None:
    comment = say(spike, "Pills")
    decide(moderator=mo, item=comment, action=Decision.Action.SPAM, expected_version=0)
    assert Statement.objects.exists()
    assert not StatementMail.objects.exists()


def test_what_a_machine_decided_is_told_where_it_was_sent(
    say: Say, nia: Commenter, ed: User
) -> None:
    create_ban(moderator=ed, commenter=nia, reason="Insults")
    say(nia, "Hello")
    assert StatementMail.objects.get().statement.decision.action == Decision.Action.BAN


def test_who_gave_no_address_gets_none(remove: Remove, rex: Commenter) -> None:
    Commenter.objects.update(email="")
    rex.refresh_from_db()
    remove()
    assert not StatementMail.objects.exists()


def test_who_decides_about_an_own_comment_needs_no_reasons(
    remove: Remove, rex: Commenter, mo: User
) -> None:
    Commenter.objects.update(user=mo)
    rex.refresh_from_db()
    with pytest.raises(Statement.DoesNotExist):
        remove()
