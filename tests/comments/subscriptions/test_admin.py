import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from comments.models import Notification, Subscription, Thread


@pytest.fixture
def subscription(thread: Thread) -> Subscription:
    """A subscription whose confirmation email is pending."""
    subscription = Subscription.objects.create(
        email="ada@example.org", scope=Subscription.Scope.THREAD, thread=thread
    )
    Notification.objects.create(subscription=subscription)
    return subscription


@pytest.fixture
def administrator(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("root", "root@example.com"))
    return client


def test_a_subscription_is_deleted_with_its_notifications(
    administrator: Client, subscription: Subscription
) -> None:
    path = reverse("admin:comments_subscription_delete", args=[subscription.pk])
    assert administrator.post(path, {"post": "yes"}).status_code == 302
    assert not Subscription.objects.exists()
    assert not Notification.objects.exists()


def test_selected_subscriptions_are_deleted_with_their_notifications(
    administrator: Client, subscription: Subscription
) -> None:
    data = {"action": "delete_selected", "_selected_action": [subscription.pk], "post": "yes"}
    administrator.post(reverse("admin:comments_subscription_changelist"), data)
    assert not Notification.objects.exists()


def test_a_notification_is_not_deleted_alone(
    administrator: Client, subscription: Subscription
) -> None:
    path = reverse("admin:comments_notification_delete", args=[subscription.notifications.get().pk])
    assert administrator.post(path, {"post": "yes"}).status_code == 403
    assert Notification.objects.exists()
