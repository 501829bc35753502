"""The links in mails: used, used twice, too old, forged; and what mail programs do to them."""

import datetime as dt
from collections.abc import Callable
from email.message import EmailMessage
from http import HTTPStatus

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.utils import timezone

from blog.models import Article
from comments.models import MailAddress, Subscription, Thread
from comments.subscriptions.services import subscriptions
from comments.subscriptions.services.subscriptions import TOKEN_LIFETIME
from tests.comments.subscriptions.reading import deliver
from tests.comments.subscriptions.test_asking import ADA, FOLLOW, link_in, say_yes
from tests.people import MakeArticle

Scope = Subscription.Scope
Subscribe = Callable[..., Subscription]


@pytest.fixture
def link(client: Client, inbox: list[EmailMessage], article: Article) -> str:
    """The link of a question that was asked because Ada, or somebody else, wished it."""
    client.post(FOLLOW, ADA)
    deliver()
    return link_in(inbox[0])


def test_looking_at_the_link_changes_nothing(link: str) -> None:
    for _ in range(2):
        page = Client().get(link)
        assert page.status_code == HTTPStatus.OK
        assert "The Harbour" in page.text
        assert not page.cookies.get("browser")
    assert not Subscription.objects.active().exists()


def test_only_what_stays_ticked_comes(client: Client, link: str) -> None:
    subscriptions.subscribe(
        email="ada@example.org",
        scopes=[Scope.REPLIES],
        thread=Thread.objects.get(),
    )
    answers = Subscription.objects.get(scope=Scope.REPLIES)
    client.post(link, {f"wanted_{answers.pk}": "on"})
    assert list(Subscription.objects.all()) == [answers]
    assert Subscription.objects.get().is_active


def test_a_no_is_kept(client: Client, link: str) -> None:
    page = client.post(link, {})
    assert "Nothing is sent there" in page.text
    assert not Subscription.objects.exists()


def test_a_link_used_twice(client: Client, link: str) -> None:
    say_yes(client, link)
    subscriptions.subscribe(
        email="ada@example.org", scopes=[Scope.REPLIES], thread=Thread.objects.get()
    )
    other = Client()
    for response in (other.get(link), other.post(link, {})):
        assert response.status_code == HTTPStatus.OK
        assert "used already" in response.text
        assert not response.cookies.get("browser")
    # Whatever was asked since then still waits for its own question.
    assert Subscription.objects.pending().count() == 1
    assert Subscription.objects.active().count() == 1


def test_a_link_that_is_too_old(client: Client, link: str) -> None:
    with time_machine.travel(timezone.now() + TOKEN_LIFETIME + dt.timedelta(minutes=1)):
        for response in (client.get(link), client.post(link, {})):
            assert response.status_code == HTTPStatus.GONE
            assert "too old" in response.text
    assert not Subscription.objects.active().exists()


@pytest.mark.parametrize("token", ["x", "x:y:z", "", "ä:ö", "WzFd:1:x"])
def test_a_forged_link(client: Client, article: Article, token: str) -> None:
    response = client.get(f"/subscriptions/confirm/{token}/")
    assert response.status_code == HTTPStatus.NOT_FOUND


def test_a_token_made_for_something_else(client: Client, link: str) -> None:
    address = MailAddress.objects.get()
    for salt in ("comments.waiting", "comments.following.addresses"):
        token = signing.dumps([address.pk, address.secret], salt=salt)
        response = client.post(f"/subscriptions/confirm/{token}/", {})
        assert response.status_code == HTTPStatus.NOT_FOUND
    assert not MailAddress.objects.exclude(confirmed_at=None).exists()


def test_the_settings_page_changes_what_goes_to_the_address(
    client: Client, subscribe: Subscribe, make_article: MakeArticle
) -> None:
    thread = Thread.objects.create(article=make_article("The Quay"))
    one, other = subscribe("ada@example.org"), subscribe("ada@example.org", thread=thread)
    strange = subscribe("ben@example.org")
    page = client.get(f"/subscriptions/{one.key}/")
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    assert "The Harbour" in page.text
    assert "The Quay" in page.text
    fields = {f"cadence_{one.pk}": "daily", f"cadence_{other.pk}": "ended"}
    response = client.post(
        f"/subscriptions/{one.key}/", fields | {f"cadence_{strange.pk}": "ended"}
    )
    assert response.status_code == HTTPStatus.SEE_OTHER
    assert "Saved." in client.get(response["Location"]).text
    for subscription in (one, other, strange):
        subscription.refresh_from_db()
    assert (one.cadence, one.is_active) == ("daily", True)
    assert not other.is_active
    assert strange.is_active


def test_what_was_ended_can_be_taken_up_again(client: Client, subscribe: Subscribe) -> None:
    one = subscribe("ada@example.org", ended_at=timezone.now())
    client.post(f"/subscriptions/{one.key}/", {f"cadence_{one.pk}": "hourly"})
    one.refresh_from_db()
    assert one.is_active


def test_settings_that_don_t_exist_come_back(client: Client, subscribe: Subscribe) -> None:
    one = subscribe("ada@example.org")
    response = client.post(f"/subscriptions/{one.key}/", {f"cadence_{one.pk}": "yearly"})
    assert response.status_code == HTTPStatus.BAD_REQUEST


def test_looking_at_the_end_ends_nothing(client: Client, subscribe: Subscribe) -> None:
    one = subscribe("ada@example.org")
    page = client.get(f"/subscriptions/{one.key}/unsubscribe/")
    assert "<button" in page.text
    one.refresh_from_db()
    assert one.is_active


def test_ending_it_twice_says_so(client: Client, subscribe: Subscribe) -> None:
    one = subscribe("ada@example.org")
    path = f"/subscriptions/{one.key}/unsubscribe/"
    first, second = client.post(path), client.post(path)
    assert "Done." in first.text
    assert "ended already" in second.text
    assert first.status_code == second.status_code == HTTPStatus.OK
    assert "ended already" in client.get(path).text


def test_a_mail_provider_ends_it_without_cookies_or_tokens(subscribe: Subscribe) -> None:
    one = subscribe("ada@example.org")
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(
        f"/subscriptions/{one.key}/unsubscribe/",
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == HTTPStatus.OK
    one.refresh_from_db()
    assert not one.is_active


def test_settings_can_t_be_changed_by_another_site(subscribe: Subscribe) -> None:
    one = subscribe("ada@example.org")
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"/subscriptions/{one.key}/", {f"cadence_{one.pk}": "ended"})
    assert response.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("path", ["/subscriptions/nokey/", "/subscriptions/nokey/unsubscribe/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_key(client: Client, db: None, path: str, method: str) -> None:
    response = getattr(client, method)(path)
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert "don’t know this link" in response.text


def test_the_key_of_what_nobody_confirmed_opens_nothing(
    client: Client, subscribe: Subscribe
) -> None:
    one = subscribe("ada@example.org", confirmed_at=None)
    assert client.get(f"/subscriptions/{one.key}/").status_code == HTTPStatus.NOT_FOUND
