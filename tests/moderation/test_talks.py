"""Moderators write to a commenter, who answers at the same place."""

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
from moderation.models import Message, Talk
from moderation.services.talking import (
    MOST_A_DAY,
    MOST_ANSWERS,
    NoAddress,
    TalkIsOver,
    TooManyMessages,
    answer_moderators,
    settle_talk,
    write_to_commenter,
)
from tests.mail_server import MailServer

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def talk(rex: Commenter, mo: User) -> Talk:
    """Mo has written to Rex."""
    return write_to_commenter(moderator=mo, commenter=rex, text="Please stay calm.").talk


@pytest.mark.parametrize("who", ["otto", "ann"])
def test_whoever_is_no_moderator_writes_to_nobody(
    request: pytest.FixtureRequest, talk: Talk, who: str
) -> None:
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        write_to_commenter(moderator=user, commenter=talk.commenter, text="Hello")
    with pytest.raises(PermissionDenied):
        settle_talk(moderator=user, talk=talk, close=True)
    assert Message.objects.count() == 1


def test_nobody_writes_to_somebody_without_an_address(mo: User) -> None:
    with pytest.raises(NoAddress):
        write_to_commenter(moderator=mo, commenter=get_or_create_guest(name="Jo"), text="Hello")
    assert not Talk.objects.exists()


def test_an_account_is_written_to_at_its_address(mo: User, otto: User) -> None:
    write_to_commenter(moderator=mo, commenter=get_or_create_user_commenter(otto), text="Hello")
    send_due()
    assert mail.outbox[0].to == ["otto@example.com"]


def test_the_mail_holds_the_link_and_no_word_of_the_message(client: Client, talk: Talk) -> None:
    send_due()
    send_due()
    (sent,) = mail.outbox
    assert sent.to == ["rex@example.org"]
    assert "calm" not in sent.body
    assert talk.get_absolute_url() in sent.body
    assert "Please stay calm." in client.get(talk.get_absolute_url()).text


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["1", "1:forged", "x", "1:"])
def test_nobody_guesses_the_address(client: Client, token: str) -> None:
    assert client.get(f"/moderation/talk/{token}/").status_code == 404


def test_the_page_is_private_and_names_no_moderator(client: Client, talk: Talk) -> None:
    page = client.get(talk.get_absolute_url())
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page.text
    assert "Mo," not in page.text


def test_the_answer_stands_at_the_same_place_and_the_moderator_is_told(
    client: Client, talk: Talk, mo: User
) -> None:
    path = talk.get_absolute_url()
    sent = client.post(path, {"text": "I <b>will</b>"}, headers=OURS)
    assert (sent.status_code, sent["Location"]) == (303, f"{path}#sent")
    assert "I &lt;b&gt;will&lt;/b&gt;" in client.get(path).text
    assert Talk.objects.waiting().get() == talk
    send_due()
    assert mail.outbox[1].to == [mo.email]
    client.force_login(mo)
    page = client.get(f"/admin/moderation/commenters/{talk.commenter_id}/").text
    assert "I &lt;b&gt;will&lt;/b&gt;" in page
    assert "Rex" in client.get("/admin/moderation/talks/").text
    client.post(f"/admin/moderation/talks/{talk.pk}/settle/", {})
    assert "Rex" not in client.get("/admin/moderation/talks/").text
    assert "Rex" in client.get("/admin/moderation/talks/?state=all").text


@pytest.mark.parametrize("text", ["", "  ", "x" * 5001])
def test_nonsense_is_given_back(client: Client, talk: Talk, text: str) -> None:
    page = client.post(talk.get_absolute_url(), {"text": text}, headers=OURS)
    assert page.status_code == 400
    assert talk.messages.count() == 1


def test_so_many_answers_and_no_more_until_a_moderator_writes(
    client: Client, talk: Talk, mo: User
) -> None:
    for n in range(MOST_ANSWERS):
        answer_moderators(talk=talk, text=f"And {n}")
    page = client.post(talk.get_absolute_url(), {"text": "And more"}, headers=OURS)
    assert page.status_code == 429
    assert "And more" in page.text
    write_to_commenter(moderator=mo, commenter=talk.commenter, text="I see.")
    answer_moderators(talk=talk, text="And more")
    assert talk.messages.count() == MOST_ANSWERS + 3


def test_so_many_messages_a_day(talk: Talk, mo: User) -> None:
    for n in range(MOST_A_DAY - 1):
        write_to_commenter(moderator=mo, commenter=talk.commenter, text=f"And {n}")
    with pytest.raises(TooManyMessages):
        write_to_commenter(moderator=mo, commenter=talk.commenter, text="And more")
    with time_machine.travel(timezone.now() + dt.timedelta(days=1, minutes=1)):
        write_to_commenter(moderator=mo, commenter=talk.commenter, text="And more")


def test_a_closed_talk_takes_no_answer_until_a_moderator_writes(
    client: Client, talk: Talk, mo: User
) -> None:
    settle_talk(moderator=mo, talk=talk, close=True)
    page = client.post(talk.get_absolute_url(), {"text": "Wait!"}, headers=OURS)
    assert page.status_code == 409
    assert "This talk is over." in page.text
    assert "Wait!" in page.text
    write_to_commenter(moderator=mo, commenter=talk.commenter, text="Go on.")
    answer_moderators(talk=talk, text="Thanks")


def test_an_old_link_takes_no_answer(talk: Talk) -> None:
    with (
        time_machine.travel(timezone.now() + dt.timedelta(days=91)),
        pytest.raises(TalkIsOver),
    ):
        answer_moderators(talk=talk, text="Hello?")


def test_the_page_of_a_commenter_sends_and_says_what_is_wrong(
    client: Client, rex: Commenter, mo: User
) -> None:
    client.force_login(mo)
    page = f"/admin/moderation/commenters/{rex.pk}/"
    assert (
        "on its way"
        in client.post(f"{page}write/", {"text": "Hello", "next": page}, follow=True).text
    )
    assert (
        "Nothing was sent"
        in client.post(f"{page}write/", {"text": " ", "next": page}, follow=True).text
    )
    assert Message.objects.count() == 1
    nobody = get_or_create_guest(name="Jo")
    assert "No e-mail address" in client.get(f"/admin/moderation/commenters/{nobody.pk}/").text


def test_where_nobody_is_to_be_told_nothing_waits(client: Client, talk: Talk, mo: User) -> None:
    Commenter.objects.update(email="")
    send_due()
    assert not mail.outbox
    assert not Message.objects.waiting().exists()


@pytest.mark.parametrize(
    ("refusals", "later", "words"),
    [
        ([], dt.timedelta(), ""),
        (["451 Not now"], dt.timedelta(), "the mail waits"),
        (["550 Never"] * 2, dt.timedelta(days=6), "the mail could not be delivered"),
    ],
)
def test_moderators_see_what_became_of_the_mail(
    client: Client,
    talk: Talk,
    mo: User,
    mail_server: MailServer,
    refusals: list[str],
    later: dt.timedelta,
    words: str,
) -> None:
    mail_server.refusals = refusals
    send_due()
    with time_machine.travel(timezone.now() + later):
        send_due()
    client.force_login(mo)
    page = client.get(f"/admin/moderation/commenters/{talk.commenter_id}/").text
    found = [said for said in ("the mail waits", "the mail could not be delivered") if said in page]
    assert found == ([words] if words else [])
