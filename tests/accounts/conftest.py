import pytest

from accounts.models import User
from tests.accounts.email_addresses import confirm_email_address


@pytest.fixture
def signed_up(otto: User) -> User:
    """Otto with a password and a confirmed address."""
    otto.set_password("a-long-enough-secret")
    otto.save()
    confirm_email_address(otto)
    return otto
