"""Messages between moderators and a commenter."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import User
from comments.models import Commenter
from comments.visitors.services.commenters import get_or_create_guest, get_or_create_user_commenter
from mail.outbox import send_due
from moderation.models import ModMail, ModMailMessage
from moderation.modmail.services import (
    MAX_CONSECUTIVE_REPLIES,
    MESSAGES_PER_COMMENTER,
    ModMailClosed,
    NoEmailAddress,
    TooManyMessages,
    mark_as_read,
    reply_to_moderators,
    send_message,
)
from tests.mail_server import MailServer

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def modmail(rex: Commenter, mo: User) -> ModMail:
    """A conversation that Mo has started with Rex."""
    return send_message(moderator=mo, commenter=rex, text="Please stay calm.").modmail


@pytest.mark.parametrize("username", ["otto", "ann"])
def test_only_moderators_send_messages(
    request: pytest.FixtureRequest, modmail: ModMail, username: str
) -> None:
    user = request.getfixturevalue(username)
    with pytest.raises(PermissionDenied):
        send_message(moderator=user, commenter=modmail.commenter, text="Hello")
    with pytest.raises(PermissionDenied):
        mark_as_read(moderator=user, modmail=modmail, close=True)
    assert ModMailMessage.objects.count() == 1


def test_email_address_is_required(mo: User) -> None:
    with pytest.raises(NoEmailAddress):
        send_message(moderator=mo, commenter=get_or_create_guest(name="Jo"), text="Hello")
    assert not ModMail.objects.exists()


def test_email_goes_to_the_account_address(mo: User, otto: User) -> None:
    send_message(moderator=mo, commenter=get_or_create_user_commenter(otto), text="Hello")
    send_due()
    assert mail.outbox[0].to == ["otto@example.com"]


def test_email_contains_link_but_not_the_message(client: Client, modmail: ModMail) -> None:
    send_due()
    send_due()
    (sent,) = mail.outbox
    assert sent.to == ["rex@example.org"]
    assert "calm" not in sent.body
    assert modmail.get_absolute_url() in sent.body
    assert "Please stay calm." in client.get(modmail.get_absolute_url()).text


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["1", "1:forged", "x", "1:"])
def test_invalid_token_is_not_found(client: Client, token: str) -> None:
    assert client.get(f"/moderation/messages/{token}/").status_code == 404


def test_page_is_private_and_hides_the_moderator(client: Client, modmail: ModMail) -> None:
    page = client.get(modmail.get_absolute_url())
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page.text
    assert "Mo," not in page.text


def test_reply_is_shown_and_moderator_is_notified(
    client: Client, modmail: ModMail, mo: User
) -> None:
    path = modmail.get_absolute_url()
    sent = client.post(path, {"text": "I <b>will</b>"}, headers=OURS)
    assert (sent.status_code, sent["Location"]) == (303, f"{path}#latest")
    assert "I &lt;b&gt;will&lt;/b&gt;" in client.get(path).text
    assert ModMail.objects.unread().get() == modmail
    send_due()
    assert mail.outbox[1].to == [mo.email]
    client.force_login(mo)
    page = client.get(f"/admin/moderation/commenters/{modmail.commenter_id}/").text
    assert "I &lt;b&gt;will&lt;/b&gt;" in page
    assert "Rex" in client.get("/admin/moderation/messages/").text
    client.post(f"/admin/moderation/messages/{modmail.pk}/read/", {})
    assert "Rex" not in client.get("/admin/moderation/messages/").text
    assert "Rex" in client.get("/admin/moderation/messages/?state=all").text


@pytest.mark.parametrize("text", ["", "  ", "x" * 5001])
def test_invalid_reply_is_refused(client: Client, modmail: ModMail, text: str) -> None:
    page = client.post(modmail.get_absolute_url(), {"text": text}, headers=OURS)
    assert page.status_code == 400
    assert modmail.messages.count() == 1


def test_limit_of_consecutive_replies(client: Client, modmail: ModMail, mo: User) -> None:
    for n in range(MAX_CONSECUTIVE_REPLIES):
        reply_to_moderators(modmail=modmail, text=f"And {n}")
    page = client.post(modmail.get_absolute_url(), {"text": "And more"}, headers=OURS)
    assert page.status_code == 429
    assert "And more" in page.text
    send_message(moderator=mo, commenter=modmail.commenter, text="I see.")
    reply_to_moderators(modmail=modmail, text="And more")
    assert modmail.messages.count() == MAX_CONSECUTIVE_REPLIES + 3


def test_limit_of_messages_per_day(modmail: ModMail, mo: User) -> None:
    for n in range(MESSAGES_PER_COMMENTER.count - 1):
        send_message(moderator=mo, commenter=modmail.commenter, text=f"And {n}")
    with pytest.raises(TooManyMessages):
        send_message(moderator=mo, commenter=modmail.commenter, text="And more")
    with time_machine.travel(timezone.now() + dt.timedelta(days=1, minutes=1)):
        send_message(moderator=mo, commenter=modmail.commenter, text="And more")


def test_closed_conversation_reopens_with_a_message(
    client: Client, modmail: ModMail, mo: User
) -> None:
    mark_as_read(moderator=mo, modmail=modmail, close=True)
    page = client.post(modmail.get_absolute_url(), {"text": "Wait!"}, headers=OURS)
    assert page.status_code == 409
    assert 'data-rejection="closed"' in page.text
    assert "Wait!" in page.text
    send_message(moderator=mo, commenter=modmail.commenter, text="Go on.")
    reply_to_moderators(modmail=modmail, text="Thanks")


def test_reply_period_ends(modmail: ModMail) -> None:
    with (
        time_machine.travel(timezone.now() + dt.timedelta(days=91)),
        pytest.raises(ModMailClosed),
    ):
        reply_to_moderators(modmail=modmail, text="Hello?")


def test_commenter_page_sends_and_shows_errors(client: Client, rex: Commenter, mo: User) -> None:
    client.force_login(mo)
    page = f"/admin/moderation/commenters/{rex.pk}/"
    for text, level in (("Hello", "success"), (" ", "error")):
        shown = client.post(f"{page}messages/", {"text": text, "next": page}, follow=True)
        assert [message.level_tag for message in shown.context["messages"]] == [level]
    assert ModMailMessage.objects.count() == 1
    nobody = get_or_create_guest(name="Jo")
    assert "data-no-address" in client.get(f"/admin/moderation/commenters/{nobody.pk}/").text


def test_nothing_is_pending_without_recipient(client: Client, modmail: ModMail, mo: User) -> None:
    Commenter.objects.update(email="")
    send_due()
    assert not mail.outbox
    assert not ModMailMessage.objects.unsent().exists()


@pytest.mark.parametrize(
    ("refusals", "later", "state"),
    [
        ([], dt.timedelta(), ""),
        (["451 Not now"], dt.timedelta(), "pending"),
        (["550 Never"] * 2, dt.timedelta(days=6), "failed"),
    ],
)
def test_moderators_see_delivery_state(
    client: Client,
    modmail: ModMail,
    mo: User,
    mail_server: MailServer,
    refusals: list[str],
    later: dt.timedelta,
    state: str,
) -> None:
    mail_server.refusals = refusals
    send_due()
    with time_machine.travel(timezone.now() + later):
        send_due()
    client.force_login(mo)
    page = client.get(f"/admin/moderation/commenters/{modmail.commenter_id}/").text
    found = [state for state in ("pending", "failed") if f'data-mail="{state}"' in page]
    assert found == ([state] if state else [])
