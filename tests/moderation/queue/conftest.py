"""What tests of the queue share."""

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def moderator(client: Client, mo: User) -> Client:
    """Mo's browser."""
    client.force_login(mo)
    return client
