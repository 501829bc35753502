"""Check passwords with exactly one hash per attempt.

Every attempt thus takes about the same time, so the time doesn't reveal whether an account exists.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from accounts.models import User


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Authenticate by password, with a username or an email address.

    A login that changes the hash algorithm takes a second hash, but only with the right password.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """Return the user if the password is correct.

        The password is checked for one account only, even if several match.
        """
        password = credentials.get("password")
        if not password:
            return None
        user = find_account(credentials.get("username"), credentials.get("email"))
        if user is None:
            make_password(password)
            return None
        # For accounts without a usable password, Django computes a hash, too.
        if not user.check_password(password):
            return None
        if not self.user_can_authenticate(user):
            # allauth shows a page to the owners of inactive accounts.
            self._stash_user(user)
            return None
        return None if is_pending_signup(user) else user


def is_pending_signup(user: User) -> bool:
    """Check whether a reader has yet to confirm an address or log in for the first time.

    The accounts of such readers reject passwords: otherwise, anyone could find out whether an
    address had an account by signing up with it and then logging in. An emailed code or link
    confirms the address.
    """
    if user.is_staff or user.last_login:
        return False
    return not EmailAddress.objects.filter(user=user, verified=True).exists()


def confirm_after_reset(*, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Confirm the address of a pending sign-up when its password has been reset by email."""
    if is_pending_signup(user):
        verify_email_indirectly(request, user, user.email)


def find_account(*identifiers: str | None) -> User | None:
    """Return the account with one of these usernames or email addresses.

    Usernames take precedence, because nobody can choose one that looks like another person's
    address. Among accounts with the same unconfirmed address, staff come first.
    """
    given = list(dict.fromkeys(filter(None, identifiers)))
    for identifier in given:
        user: User | None = get_user_by_username(identifier)
        if user:
            return user
    for identifier in given:
        users: list[User] = filter_users_by_email(identifier, prefer_verified=True, for_login=True)
        if users:
            return min(users, key=lambda user: (not user.is_active, not user.is_staff, user.pk))
    return None
