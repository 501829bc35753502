import datetime as dt
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
from tests.concurrency import run_concurrently
from tests.mailbox import deliver, get_text
from tests.people import CreateComment

Scope = Subscription.Scope
SUBSCRIBE = "/2016/12/the-harbour/comments/subscribe/"
POST = "/2016/12/the-harbour/comments/post/"
ADA = {"email": "ada@example.org", "notify_thread": "on", "cadence": "now"}


def get_link(mail: EmailMessage) -> str:
    """Return the path of the confirmation link in a mail."""
    (url,) = [line for line in get_text(mail).splitlines() if "/subscriptions/confirm/" in line]
    return urlsplit(url).path


def confirm_all(client: Client, path: str) -> None:
    """Submit the form as the page shows it, with all checkboxes checked."""
    response = client.get(path)
    client.post(path, dict.fromkeys(response.context["form"].fields, "on"))


def test_the_page_has_the_form_and_the_feed(client: Client, article: Article) -> None:
    page = client.get(SUBSCRIBE)
    assert page.status_code == HTTPStatus.OK
    for name in ("email", "notify_thread", "notify_replies", "cadence"):
        assert f'name="{name}"' in page.text
    assert "/2016/12/the-harbour/comments/atom.xml" in page.text


def test_the_page_can_be_cached_by_proxies(client: Client, article: Article) -> None:
    page = client.get(SUBSCRIBE)
    assert page["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not page.cookies


@pytest.mark.parametrize("method", ["get", "post"])
def test_missing_and_unpublished_articles_are_not_found(
    client: Client, article: Article, method: str
) -> None:
    Article.objects.update(status=Article.Status.DRAFT)
    send = getattr(client, method)
    assert send(SUBSCRIBE, ADA).status_code == HTTPStatus.NOT_FOUND
    assert send("/2016/12/no-such/comments/subscribe/", ADA).status_code == HTTPStatus.NOT_FOUND
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"email": "ada"}, {"email": ""}, {"notify_thread": ""}, {"cadence": "hourly-ish"},
     {"email": "ada@example.org\r\nBcc: x@example.org"}],
)  # fmt: skip
def test_invalid_input_is_rejected(client: Client, article: Article, wrong: dict[str, str]) -> None:
    response = client.post(SUBSCRIBE, ADA | wrong)
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert not Subscription.objects.exists()


def test_a_forged_post_is_rejected(client: Client, article: Article) -> None:
    response = client.post(SUBSCRIBE, ADA, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert not Subscription.objects.exists()


def test_links_from_other_sites_work(client: Client, article: Article) -> None:
    response = client.get(SUBSCRIBE, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == HTTPStatus.OK


def test_the_honeypot_sends_no_mail(client: Client, article: Article) -> None:
    response = client.post(SUBSCRIBE, ADA | {"subject": "pills"})
    assert response.status_code == HTTPStatus.OK
    assert not Subscription.objects.exists()


def test_a_new_address_gets_only_a_confirmation_mail(
    client: Client,
    inbox: list[EmailMessage],
    article: Article,
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    response = client.post(SUBSCRIBE, ADA)
    assert response.status_code == HTTPStatus.OK
    assert 'data-subscribed="pending"' in response.text
    create_comment(rex, "Hello")
    deliver()
    (mail,) = inbox
    assert mail["To"] == "ada@example.org"
    assert "List-Unsubscribe" not in mail
    get_link(mail)


def test_comments_are_sent_after_confirmation(
    client: Client,
    inbox: list[EmailMessage],
    article: Article,
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    client.post(SUBSCRIBE, ADA)
    deliver()
    confirm_all(client, get_link(inbox[0]))
    assert MailAddress.objects.get().confirmed_at
    create_comment(rex, "Hello")
    deliver()
    assert [mail["To"] for mail in inbox] == ["ada@example.org"] * 2
    assert "Hello" in get_text(inbox[1])


def test_the_browser_that_confirmed_needs_no_second_confirmation(
    client: Client, inbox: list[EmailMessage], article: Article
) -> None:
    client.post(SUBSCRIBE, ADA)
    deliver()
    confirm_all(client, get_link(inbox[0]))
    response = client.post(SUBSCRIBE, ADA | {"notify_replies": "on"})
    assert 'data-subscribed="active"' in response.text
    assert Subscription.objects.active().count() == 2
    deliver()
    assert len(inbox) == 1


def test_a_guest_with_a_confirmed_address_needs_no_confirmation(
    client: Client, inbox: list[EmailMessage], article: Article, rex: Commenter
) -> None:
    Commenter.objects.filter(pk=rex.pk).update(email_confirmed_at=timezone.now())
    known = HttpResponse()
    remember_commenter(HttpRequest(), known, rex)
    client.cookies = known.cookies
    response = client.post(SUBSCRIBE, ADA | {"email": rex.email})
    assert 'data-subscribed="active"' in response.text
    deliver()
    assert inbox == []


def test_another_browser_changes_nothing_without_confirmation(
    client: Client, inbox: list[EmailMessage], article: Article
) -> None:
    client.post(SUBSCRIBE, ADA)
    deliver()
    confirm_all(client, get_link(inbox[0]))
    Client().post(SUBSCRIBE, ADA | {"notify_replies": "on", "cadence": "daily"})
    (active,) = Subscription.objects.active()
    assert (active.scope, active.cadence) == (Scope.THREAD, "now")


def test_a_mailbox_gets_one_confirmation_mail_a_day(
    client: Client, inbox: list[EmailMessage], article: Article
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for email in ("ada@example.org", "ADA@example.org", "ada+1@example.org"):
            client.post(SUBSCRIBE, ADA | {"email": email})
        deliver()
        assert len(inbox) == 1
        clock.shift(dt.timedelta(hours=24, seconds=1))
        client.post(SUBSCRIBE, ADA)
        deliver()
        assert len(inbox) == 2
    assert get_link(inbox[0]).split(":")[0] == get_link(inbox[1]).split(":")[0]


def test_a_network_can_request_few_confirmation_mails(
    client: Client, inbox: list[EmailMessage], article: Article
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        statuses = [
            client.post(SUBSCRIBE, ADA | {"email": f"{n}@example.org"}).status_code
            for n in range(8)
        ]
        assert statuses == [200] * MAILBOXES_PER_NETWORK.count + [429] * 3
        assert Client(REMOTE_ADDR="192.0.2.9").post(SUBSCRIBE, ADA).status_code == HTTPStatus.OK
        clock.shift(dt.timedelta(hours=1, seconds=1))
        assert client.post(SUBSCRIBE, ADA | {"email": "9@example.org"}).status_code == HTTPStatus.OK
        deliver()
    assert len(inbox) == MAILBOXES_PER_NETWORK.count + 2


@pytest.mark.django_db(transaction=True)
def test_concurrent_requests_send_one_confirmation_mail(thread: Thread) -> None:
    def subscribe() -> bool:
        return subscriptions.subscribe(
            email="ada@example.org", scopes=[Scope.THREAD], thread=thread
        )

    assert run_concurrently(*[subscribe] * 4) == [False] * 4
    assert Notification.objects.count() == 1


@pytest.mark.parametrize(
    "checkboxes", [["notify_replies"], ["notify_thread"], ["notify_replies", "notify_thread"]]
)
def test_the_checkboxes_of_the_comment_form(
    client: Client,
    inbox: list[EmailMessage],
    article: Article,
    rex: Commenter,
    checkboxes: list[str],
) -> None:
    fields = {"name": "Rex", "email": rex.email, "body": "Hello"}
    response = client.post(POST, fields | dict.fromkeys(checkboxes, "on"))
    assert response.status_code == HTTPStatus.SEE_OTHER
    pending = {
        (f"notify_{subscription.scope}", subscription.commenter)
        for subscription in Subscription.objects.pending()
    }
    assert pending == {(checkbox, rex) for checkbox in checkboxes}
    deliver()
    assert len(inbox) == 1


def test_without_a_checkbox_nothing_is_subscribed(
    client: Client, article: Article, rex: Commenter
) -> None:
    client.post(POST, {"name": "Rex", "email": rex.email, "body": "Hello"})
    assert not Subscription.objects.exists()


def test_a_rejected_comment_sends_no_confirmation_mail(client: Client, article: Article) -> None:
    fields = {"name": "Spike", "email": "ada@example.org", "body": "Pills", "subject": "pills"}
    client.post(POST, fields | {"notify_thread": "on"})
    assert not MailAddress.objects.exists()
    assert not Subscription.objects.exists()


def test_the_limit_does_not_reject_comments(
    client: Client, article: Article, rex: Commenter
) -> None:
    for n in range(MAILBOXES_PER_NETWORK.count):
        client.post(SUBSCRIBE, ADA | {"email": f"{n}@example.org"})
    fields = {"name": "Rex", "email": rex.email, "body": "Hello", "notify_thread": "on"}
    assert client.post(POST, fields).status_code == HTTPStatus.SEE_OTHER
    assert Comment.objects.get().status == Comment.Status.HELD
    assert not Subscription.objects.filter(email=rex.email).exists()


def test_an_account_with_a_confirmed_address_needs_no_confirmation(
    client: Client, inbox: list[EmailMessage], article: Article, otto: User
) -> None:
    EmailAddress.objects.create(user=otto, email=otto.email, verified=True, primary=True)
    client.force_login(otto)
    assert 'name="email"' not in client.get(SUBSCRIBE).text
    response = client.post(SUBSCRIBE, {"notify_thread": "on", "cadence": "daily"})
    assert 'data-subscribed="active"' in response.text
    deliver()
    assert inbox == []
    (subscription,) = Subscription.objects.active()
    assert (subscription.email, subscription.cadence) == ("otto@example.com", "daily")


def test_an_account_with_an_unconfirmed_address_must_confirm(
    client: Client, inbox: list[EmailMessage], article: Article, otto: User
) -> None:
    client.force_login(otto)
    client.post(SUBSCRIBE, {"notify_thread": "on", "cadence": "daily"})
    deliver()
    assert not Subscription.objects.active().exists()
    assert len(inbox) == 1
