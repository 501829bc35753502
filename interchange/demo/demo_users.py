"""Demo users, whose random passwords are stored in a file in the data folder."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group

from accounts import roles
from accounts.models import User
from core.private_files import write_private_text

_FILE = "demo-logins.txt"
_DOMAIN = "slacktide.example"


class UsernameTaken(Exception):
    """Another user already has a demo user's username. The message is the username."""


@dataclass(frozen=True, slots=True)
class _DemoUser:
    username: str
    display_name: str
    role: str = ""


_USERS = (
    _DemoUser("ann", "Ann Marlow", roles.AUTHOR),
    _DemoUser("mo", "Mo", roles.MODERATOR),
    _DemoUser("ed", "Ed", roles.EDITOR),
    _DemoUser("admin", "Admin"),
)


@dataclass(frozen=True, slots=True)
class Login:
    username: str
    password: str


def create_users() -> None:
    """Create the missing demo users with random passwords, and store the passwords.

    Raises ``UsernameTaken`` if another user already has a demo user's username.
    """
    logins = {login.username: login for login in _read()}
    for demo_user in _USERS:
        if not User.objects.filter(username=demo_user.username).exists():
            logins[demo_user.username] = _create_user(demo_user)
        elif demo_user.username not in logins:
            raise UsernameTaken(demo_user.username)
    _write(list(logins.values()))


def get_working_logins() -> list[Login]:
    """Return the stored logins that still work; users may have changed their passwords."""
    logins = {login.username: login for login in _read()}
    users = User.objects.filter(username__in=logins, is_active=True)
    working = {
        user.username for user in users if user.check_password(logins[user.username].password)
    }
    return [login for login in logins.values() if login.username in working]


def get_logins_path() -> Path:
    return Path(settings.DATA_DIR) / _FILE


def _create_user(demo_user: _DemoUser) -> Login:
    password = secrets.token_urlsafe(9)
    user = User.objects.create_user(
        demo_user.username,
        f"{demo_user.username}@{_DOMAIN}",
        password,
        display_name=demo_user.display_name,
        is_staff=True,
        is_superuser=not demo_user.role,
    )
    if demo_user.role:
        user.groups.add(Group.objects.get(name=demo_user.role))
    return Login(demo_user.username, password)


def _read() -> list[Login]:
    try:
        lines = get_logins_path().read_text().splitlines()
    except FileNotFoundError:
        return []
    return [Login(*line.split(maxsplit=1)) for line in lines if len(line.split()) == 2]


def _write(logins: list[Login]) -> None:
    lines = [f"{login.username} {login.password}\n" for login in logins]
    write_private_text(get_logins_path(), "".join(lines))
