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
from tests.comments.subscriptions.test_subscribing import ADA, SUBSCRIBE, confirm_all, get_link
from tests.mailbox import deliver
from tests.people import MakeArticle

Scope = Subscription.Scope
Subscribe = Callable[..., Subscription]


@pytest.fixture
def link(client: Client, inbox: list[EmailMessage], article: Article) -> str:
    """The confirmation link in a mail to Ada."""
    client.post(SUBSCRIBE, ADA)
    deliver()
    return get_link(inbox[0])


def test_opening_the_link_confirms_nothing(link: str) -> None:
    for _ in range(2):
        page = Client().get(link)
        assert page.status_code == HTTPStatus.OK
        assert "The Harbour" in page.text
        assert not page.cookies.get("browser")
    assert not Subscription.objects.active().exists()


def test_only_selected_subscriptions_are_confirmed(client: Client, link: str) -> None:
    subscriptions.subscribe(
        email="ada@example.org",
        scopes=[Scope.REPLIES],
        thread=Thread.objects.get(),
    )
    answers = Subscription.objects.get(scope=Scope.REPLIES)
    client.post(link, {f"wanted_{answers.pk}": "on"})
    assert list(Subscription.objects.all()) == [answers]
    assert Subscription.objects.get().is_active


def test_selecting_nothing_deletes_the_subscriptions(client: Client, link: str) -> None:
    page = client.post(link, {})
    assert "data-no-subscriptions" in page.text
    assert not Subscription.objects.exists()


def test_a_link_works_once(client: Client, link: str) -> None:
    confirm_all(client, link)
    subscriptions.subscribe(
        email="ada@example.org", scopes=[Scope.REPLIES], thread=Thread.objects.get()
    )
    other = Client()
    for response in (other.get(link), other.post(link, {})):
        assert response.status_code == HTTPStatus.OK
        assert "data-link-used" in response.text
        assert not response.cookies.get("addresses")
    # Later subscriptions need a confirmation of their own.
    assert Subscription.objects.pending().count() == 1
    assert Subscription.objects.active().count() == 1


def test_an_expired_link(client: Client, link: str) -> None:
    with time_machine.travel(timezone.now() + TOKEN_LIFETIME + dt.timedelta(minutes=1)):
        for response in (client.get(link), client.post(link, {})):
            assert response.status_code == HTTPStatus.GONE
    assert not Subscription.objects.active().exists()


@pytest.mark.parametrize("token", ["x", "x:y:z", "", "ä:ö", "WzFd:1:x"])
def test_a_forged_token(client: Client, article: Article, token: str) -> None:
    response = client.get(f"/subscriptions/confirm/{token}/")
    assert response.status_code == HTTPStatus.NOT_FOUND


def test_a_token_with_another_salt(client: Client, link: str) -> None:
    address = MailAddress.objects.get()
    for salt in ("comments.waiting", "comments.confirmation"):
        token = signing.dumps([address.pk, address.secret], salt=salt)
        response = client.post(f"/subscriptions/confirm/{token}/", {})
        assert response.status_code == HTTPStatus.NOT_FOUND
    assert not MailAddress.objects.exclude(confirmed_at=None).exists()


def test_the_preferences_page_changes_all_subscriptions_of_the_address(
    client: Client, subscribe: Subscribe, make_article: MakeArticle
) -> None:
    thread = Thread.objects.create(article=make_article("The Quay"))
    one, other = subscribe("ada@example.org"), subscribe("ada@example.org", thread=thread)
    other_address = subscribe("ben@example.org")
    page = client.get(f"/subscriptions/{one.key}/")
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    assert "The Harbour" in page.text
    assert "The Quay" in page.text
    fields = {f"cadence_{one.pk}": "daily", f"cadence_{other.pk}": "ended"}
    response = client.post(
        f"/subscriptions/{one.key}/", fields | {f"cadence_{other_address.pk}": "ended"}
    )
    assert response.status_code == HTTPStatus.SEE_OTHER
    assert 'role="status"' in client.get(response["Location"]).text
    for subscription in (one, other, other_address):
        subscription.refresh_from_db()
    assert (one.cadence, one.is_active) == ("daily", True)
    assert not other.is_active
    assert other_address.is_active


def test_an_ended_subscription_can_be_reactivated(client: Client, subscribe: Subscribe) -> None:
    one = subscribe("ada@example.org", ended_at=timezone.now())
    client.post(f"/subscriptions/{one.key}/", {f"cadence_{one.pk}": "hourly"})
    one.refresh_from_db()
    assert one.is_active


def test_an_unknown_cadence_is_rejected(client: Client, subscribe: Subscribe) -> None:
    one = subscribe("ada@example.org")
    response = client.post(f"/subscriptions/{one.key}/", {f"cadence_{one.pk}": "yearly"})
    assert response.status_code == HTTPStatus.BAD_REQUEST


def test_opening_the_unsubscribe_link_ends_nothing(client: Client, subscribe: Subscribe) -> None:
    one = subscribe("ada@example.org")
    page = client.get(f"/subscriptions/{one.key}/unsubscribe/")
    assert "<button" in page.text
    one.refresh_from_db()
    assert one.is_active


def test_unsubscribing_twice(client: Client, subscribe: Subscribe) -> None:
    one = subscribe("ada@example.org")
    path = f"/subscriptions/{one.key}/unsubscribe/"
    first, second = client.post(path), client.post(path)
    assert 'data-unsubscribed="now"' in first.text
    assert 'data-unsubscribed="before"' in second.text
    assert first.status_code == second.status_code == HTTPStatus.OK
    assert 'data-unsubscribed="before"' in client.get(path).text


def test_one_click_unsubscribe_needs_no_cookies_or_tokens(subscribe: Subscribe) -> None:
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


def test_other_sites_can_t_change_preferences(subscribe: Subscribe) -> None:
    one = subscribe("ada@example.org")
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"/subscriptions/{one.key}/", {f"cadence_{one.pk}": "ended"})
    assert response.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("path", ["/subscriptions/nokey/", "/subscriptions/nokey/unsubscribe/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_key(client: Client, db: None, path: str, method: str) -> None:
    response = getattr(client, method)(path)
    assert response.status_code == HTTPStatus.NOT_FOUND


def test_the_key_of_an_unconfirmed_subscription_is_unknown(
    client: Client, subscribe: Subscribe
) -> None:
    one = subscribe("ada@example.org", confirmed_at=None)
    assert client.get(f"/subscriptions/{one.key}/").status_code == HTTPStatus.NOT_FOUND
