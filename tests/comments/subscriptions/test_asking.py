"""Asking for mail: in the comment form, on the page of a thread, for oneself and for others."""

import datetime as dt
from collections.abc import Callable
from email.message import EmailMessage
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter, MailAddress, Notification, Subscription, Thread
from comments.subscriptions.services import subscriptions
from comments.subscriptions.services.subscriptions import MAILBOXES_PER_NETWORK
from comments.visitors.cookies import remember_commenter
from core.client_networks import get_network
from mail.addresses import get_mailbox
from tests.comments.subscriptions.reading import deliver, text_of
from tests.concurrency import run_concurrently

Scope = Subscription.Scope
FOLLOW = "/2016/12/the-harbour/comments/subscribe/"
POST = "/2016/12/the-harbour/comments/post/"
ADA = {"email": "ada@example.org", "notify_thread": "on", "cadence": "now"}


def link_in(mail: EmailMessage) -> str:
    """Return the path of the confirmation link in a mail."""
    (url,) = [line for line in text_of(mail).splitlines() if "/subscriptions/confirm/" in line]
    return urlsplit(url).path


def say_yes(client: Client, path: str) -> None:
    """Press the button with every box ticked, as the page shows it."""
    response = client.get(path)
    client.post(path, dict.fromkeys(response.context["form"].fields, "on"))


def test_the_page_offers_it(client: Client, article: Article) -> None:
    page = client.get(FOLLOW)
    assert page.status_code == HTTPStatus.OK
    for name in ("email", "notify_thread", "notify_replies", "cadence"):
        assert f'name="{name}"' in page.text
    assert "/2016/12/the-harbour/comments/atom.xml" in page.text


def test_the_page_is_the_same_bytes_for_everybody(client: Client, article: Article) -> None:
    page = client.get(FOLLOW)
    assert page["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not page.cookies


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_to_follow(client: Client, article: Article, method: str) -> None:
    Article.objects.update(status=Article.Status.DRAFT)
    send = getattr(client, method)
    assert send(FOLLOW, ADA).status_code == HTTPStatus.NOT_FOUND
    assert send("/2016/12/no-such/comments/subscribe/", ADA).status_code == HTTPStatus.NOT_FOUND
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"email": "ada"}, {"email": ""}, {"notify_thread": ""}, {"cadence": "hourly-ish"},
     {"email": "ada@example.org\r\nBcc: x@example.org"}],
)  # fmt: skip
def test_what_can_t_be_done_comes_back(
    client: Client, article: Article, wrong: dict[str, str]
) -> None:
    response = client.post(FOLLOW, ADA | wrong)
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert not Subscription.objects.exists()


def test_a_forged_post_is_refused(client: Client, article: Article) -> None:
    response = client.post(FOLLOW, ADA, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert not Subscription.objects.exists()


def test_a_link_from_elsewhere_leads_to_the_page(client: Client, article: Article) -> None:
    response = client.get(FOLLOW, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == HTTPStatus.OK


def test_a_program_gets_no_mail_sent(client: Client, article: Article) -> None:
    response = client.post(FOLLOW, ADA | {"subject": "pills"})
    assert response.status_code == HTTPStatus.OK
    assert not Subscription.objects.exists()


def test_a_new_address_is_asked_and_nothing_else_is_sent(
    client: Client,
    inbox: list[EmailMessage],
    article: Article,
    rex: Commenter,
    say: Callable[..., Comment],
) -> None:
    response = client.post(FOLLOW, ADA)
    assert response.status_code == HTTPStatus.OK
    assert "Look into the mailbox of ada@example.org" in response.text
    say(rex, "Hello")
    deliver()
    (question,) = inbox
    assert question["To"] == "ada@example.org"
    assert "List-Unsubscribe" not in question
    link_in(question)


def test_the_whole_way(
    client: Client,
    inbox: list[EmailMessage],
    article: Article,
    rex: Commenter,
    say: Callable[..., Comment],
) -> None:
    client.post(FOLLOW, ADA)
    deliver()
    say_yes(client, link_in(inbox[0]))
    assert MailAddress.objects.get().confirmed_at
    say(rex, "Hello")
    deliver()
    assert [mail["To"] for mail in inbox] == ["ada@example.org"] * 2
    assert "Hello" in text_of(inbox[1])


def test_the_browser_that_confirmed_is_not_asked_again(
    client: Client, inbox: list[EmailMessage], article: Article
) -> None:
    client.post(FOLLOW, ADA)
    deliver()
    say_yes(client, link_in(inbox[0]))
    response = client.post(FOLLOW, ADA | {"notify_replies": "on"})
    assert "From now on we write to ada@example.org" in response.text
    assert Subscription.objects.active().count() == 2
    deliver()
    assert len(inbox) == 1


def test_a_guest_who_has_confirmed_the_address_needs_no_question(
    client: Client, inbox: list[EmailMessage], article: Article, rex: Commenter
) -> None:
    Commenter.objects.filter(pk=rex.pk).update(email_confirmed_at=timezone.now())
    known = HttpResponse()
    remember_commenter(HttpRequest(), known, rex)
    client.cookies = known.cookies
    response = client.post(FOLLOW, ADA | {"email": rex.email})
    assert "From now on we write to rex@example.org" in response.text
    deliver()
    assert inbox == []


def test_another_browser_is_not_believed(
    client: Client, inbox: list[EmailMessage], article: Article
) -> None:
    client.post(FOLLOW, ADA)
    deliver()
    say_yes(client, link_in(inbox[0]))
    Client().post(FOLLOW, ADA | {"notify_replies": "on", "cadence": "daily"})
    (active,) = Subscription.objects.active()
    assert (active.scope, active.cadence) == (Scope.THREAD, "now")


def test_nobody_is_asked_twice_in_a_day(
    client: Client, inbox: list[EmailMessage], article: Article
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for email in ("ada@example.org", "ADA@example.org", "ada+1@example.org"):
            client.post(FOLLOW, ADA | {"email": email})
        deliver()
        assert len(inbox) == 1
        clock.shift(dt.timedelta(hours=24, seconds=1))
        client.post(FOLLOW, ADA)
        deliver()
        assert len(inbox) == 2
    assert link_in(inbox[0]).split(":")[0] == link_in(inbox[1]).split(":")[0]


def test_a_network_may_ask_few(client: Client, inbox: list[EmailMessage], article: Article) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        answers = [
            client.post(FOLLOW, ADA | {"email": f"{n}@example.org"}).status_code for n in range(8)
        ]
        assert answers == [200] * MAILBOXES_PER_NETWORK.count + [429] * 3
        assert Client(REMOTE_ADDR="192.0.2.9").post(FOLLOW, ADA).status_code == HTTPStatus.OK
        clock.shift(dt.timedelta(hours=1, seconds=1))
        assert client.post(FOLLOW, ADA | {"email": "9@example.org"}).status_code == HTTPStatus.OK
        deliver()
    assert len(inbox) == MAILBOXES_PER_NETWORK.count + 2


@pytest.mark.django_db(transaction=True)
def test_many_at_once_ask_once(thread: Thread) -> None:
    def ask() -> bool:
        return subscriptions.subscribe(
            email="ada@example.org", scopes=[Scope.THREAD], thread=thread
        )

    assert run_concurrently(ask, ask, ask, ask) == [False] * 4
    assert Notification.objects.count() == 1


@pytest.mark.parametrize(
    "boxes", [["notify_replies"], ["notify_thread"], ["notify_replies", "notify_thread"]]
)
def test_the_boxes_of_the_comment_form(
    client: Client, inbox: list[EmailMessage], article: Article, rex: Commenter, boxes: list[str]
) -> None:
    fields = {"name": "Rex", "email": rex.email, "body": "Hello"}
    response = client.post(POST, fields | dict.fromkeys(boxes, "on"))
    assert response.status_code == HTTPStatus.SEE_OTHER
    wanted = {(f"notify_{one.scope}", one.commenter) for one in Subscription.objects.pending()}
    assert wanted == {(box, rex) for box in boxes}
    deliver()
    assert len(inbox) == 1


def test_without_a_box_nothing_is_followed(
    client: Client, article: Article, rex: Commenter
) -> None:
    client.post(POST, {"name": "Rex", "email": rex.email, "body": "Hello"})
    assert not Subscription.objects.exists()


def test_a_comment_that_is_refused_asks_nobody(client: Client, article: Article) -> None:
    fields = {"name": "Spike", "email": "ada@example.org", "body": "Pills", "subject": "pills"}
    client.post(POST, fields | {"notify_thread": "on"})
    assert not MailAddress.objects.exists()
    assert not Subscription.objects.exists()


def test_a_comment_is_taken_from_a_network_that_asked_too_many(
    client: Client, article: Article, rex: Commenter
) -> None:
    for n in range(MAILBOXES_PER_NETWORK.count):
        client.post(FOLLOW, ADA | {"email": f"{n}@example.org"})
    fields = {"name": "Rex", "email": rex.email, "body": "Hello", "notify_thread": "on"}
    assert client.post(POST, fields).status_code == HTTPStatus.SEE_OTHER
    assert Comment.objects.get().is_readable
    assert not Subscription.objects.filter(email=rex.email).exists()


def test_an_account_whose_address_is_confirmed_needs_no_question(
    client: Client, inbox: list[EmailMessage], article: Article, otto: User
) -> None:
    EmailAddress.objects.create(user=otto, email=otto.email, verified=True, primary=True)
    client.force_login(otto)
    assert 'name="email"' not in client.get(FOLLOW).text
    response = client.post(FOLLOW, {"notify_thread": "on", "cadence": "daily"})
    assert "From now on we write to otto@example.com" in response.text
    deliver()
    assert inbox == []
    (subscription,) = Subscription.objects.active()
    assert (subscription.email, subscription.cadence) == ("otto@example.com", "daily")


def test_an_account_whose_address_is_not_confirmed_is_asked(
    client: Client, inbox: list[EmailMessage], article: Article, otto: User
) -> None:
    client.force_login(otto)
    client.post(FOLLOW, {"notify_thread": "on", "cadence": "daily"})
    deliver()
    assert not Subscription.objects.active().exists()
    assert len(inbox) == 1


@pytest.mark.parametrize(
    ("email", "mailbox"),
    [("Ada@Example.org", "ada@example.org"), ("ada+x+y@example.org", "ada@example.org"),
     ("a.da+x@gmail.com", "ada@gmail.com"), ("a.da@example.org", "a.da@example.org"),
     ("+x@example.org", "+x@example.org")],
)  # fmt: skip
def test_one_mailbox(email: str, mailbox: str) -> None:
    assert get_mailbox(email) == mailbox
    assert get_mailbox(mailbox) == mailbox


@pytest.mark.parametrize(
    ("address", "network"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::"), (None, None)],
)
def test_one_network(address: str | None, network: str | None) -> None:
    assert get_network(address) == network
