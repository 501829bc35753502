import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from accounts.models import User
from tests.accounts.email_addresses import confirm_email_address


@pytest.fixture
def signed_up(otto: User) -> User:
    """Otto with a password and a confirmed address."""
    otto.set_password("a-long-enough-secret")
    otto.save()
    confirm_email_address(otto)
    return otto


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords hashed since the start of the test."""
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def count(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", count)
    return hashed
