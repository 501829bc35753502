from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from comments.models import Commenter, Subscription, Thread

Scope = Subscription.Scope


@pytest.fixture
def subscribe(thread: Thread) -> Callable[..., Subscription]:
    """Create a confirmed subscription: ``subscribe("rex@example.org", Scope.THREAD)``."""

    def subscribe(email: str, scope: Scope = Scope.THREAD, **fields: Any) -> Subscription:
        fields = {"confirmed_at": timezone.now()} | fields
        if scope == Scope.THREAD:
            fields.setdefault("thread", thread)
        return Subscription.objects.create(email=email, scope=scope, **fields)

    return subscribe


@pytest.fixture
def ada(db: None) -> Commenter:
    return Commenter.objects.create(
        name="Ada",
        name_key="ada",
        email="ada@example.org",
        slug="ada",
        trust=Commenter.Trust.TRUSTED,
    )
