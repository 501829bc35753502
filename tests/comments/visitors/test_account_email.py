"""An account leads to what goes by mail to its address, once that has been shown to be its own."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from comments.models import Subscription, Thread
from tests.accounts.addresses import confirm_address


@pytest.fixture
def subscriptions(otto: User, thread: Thread) -> list[Subscription]:
    """What Otto follows: answers to him, and a thread."""
    facts = {"email": otto.email.lower(), "confirmed_at": timezone.now()}
    return [
        Subscription.objects.create(scope=Subscription.Scope.REPLIES, **facts),
        Subscription.objects.create(scope=Subscription.Scope.THREAD, thread=thread, **facts),
    ]


def links(client: Client, subscriptions: list[Subscription]) -> int:
    """Count the account's links to these subscriptions."""
    page = client.get("/accounts/").text
    return sum(one.get_absolute_url() in page for one in subscriptions)


def test_one_link_leads_to_all_of_it(
    client: Client, otto: User, subscriptions: list[Subscription]
) -> None:
    confirm_address(otto)
    client.force_login(otto)
    assert links(client, subscriptions) == 1


def test_an_address_that_is_only_claimed_opens_nothing(
    client: Client, otto: User, subscriptions: list[Subscription]
) -> None:
    client.force_login(otto)
    assert links(client, subscriptions) == 0


def test_what_has_ended_is_not_shown(
    client: Client, otto: User, subscriptions: list[Subscription]
) -> None:
    confirm_address(otto)
    Subscription.objects.update(ended_at=timezone.now())
    client.force_login(otto)
    assert links(client, subscriptions) == 0
    assert "/newsletter/" in client.get("/accounts/").text
