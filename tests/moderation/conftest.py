import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def moderator(client: Client, mo: User) -> Client:
    """Return a client in which Mo is logged in."""
    client.force_login(mo)
    return client
