"""The account page links to the email preferences of confirmed addresses."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from comments.models import Subscription, Thread
from tests.accounts.email_addresses import confirm_email_address


@pytest.fixture
def subscriptions(otto: User, thread: Thread) -> list[Subscription]:
    """Otto's subscriptions: replies and a thread."""
    facts = {"email": otto.email.lower(), "confirmed_at": timezone.now()}
    return [
        Subscription.objects.create(scope=Subscription.Scope.REPLIES, **facts),
        Subscription.objects.create(scope=Subscription.Scope.THREAD, thread=thread, **facts),
    ]


def links(client: Client, subscriptions: list[Subscription]) -> int:
    """Count the account's links to these subscriptions."""
    page = client.get("/accounts/").text
    return sum(subscription.get_absolute_url() in page for subscription in subscriptions)


def test_there_is_one_link_per_address(
    client: Client, otto: User, subscriptions: list[Subscription]
) -> None:
    confirm_email_address(otto)
    client.force_login(otto)
    assert links(client, subscriptions) == 1


def test_an_unconfirmed_address_has_no_link(
    client: Client, otto: User, subscriptions: list[Subscription]
) -> None:
    client.force_login(otto)
    assert links(client, subscriptions) == 0


def test_ended_subscriptions_are_not_shown(
    client: Client, otto: User, subscriptions: list[Subscription]
) -> None:
    confirm_email_address(otto)
    Subscription.objects.update(ended_at=timezone.now())
    client.force_login(otto)
    assert links(client, subscriptions) == 0
    assert "/newsletter/" in client.get("/accounts/").text
