"""The demo's sign-ins. Their passwords are made when they are, and kept beside the data."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group

from accounts import roles
from accounts.models import User

_FILE = "demo-logins.txt"
_DOMAIN = "slacktide.example"


class UsernameTaken(Exception):
    """Somebody who isn't of the demo has one of its user names. The message says which."""


@dataclass(frozen=True, slots=True)
class _Person:
    username: str
    display_name: str
    role: str = ""


_PEOPLE = (
    _Person("ann", "Ann Marlow", roles.AUTHOR),
    _Person("mo", "Mo", roles.MODERATOR),
    _Person("ed", "Ed", roles.EDITOR),
    _Person("admin", "Admin"),
)


@dataclass(frozen=True, slots=True)
class Login:
    """A user name with its password."""

    username: str
    password: str


def create_users() -> None:
    """Make the demo's users, each with a random password, and write the passwords down.

    Nobody is made twice. Raises ``NameTaken`` where a user of that name is not the demo's own.
    """
    written = {one.username: one for one in _read()}
    for person in _PEOPLE:
        if not User.objects.filter(username=person.username).exists():
            written[person.username] = _make(person)
        elif person.username not in written:
            raise UsernameTaken(person.username)
    _write(list(written.values()))


def get_working_logins() -> list[Login]:
    """Return the sign-ins that still work: their owner may have changed a password since."""
    written = {one.username: one for one in _read()}
    users = User.objects.filter(username__in=written, is_active=True)
    working = {
        user.username for user in users if user.check_password(written[user.username].password)
    }
    return [one for one in written.values() if one.username in working]


def get_logins_path() -> Path:
    """Return where the passwords are written down."""
    return Path(settings.DATA_DIR) / _FILE


def _make(person: _Person) -> Login:
    password = secrets.token_urlsafe(9)
    user = User.objects.create_user(
        person.username,
        f"{person.username}@{_DOMAIN}",
        password,
        display_name=person.display_name,
        is_staff=True,
        is_superuser=not person.role,
    )
    if person.role:
        user.groups.add(Group.objects.get(name=person.role))
    return Login(person.username, password)


def _read() -> list[Login]:
    try:
        lines = get_logins_path().read_text().splitlines()
    except FileNotFoundError:
        return []
    return [Login(*line.split(maxsplit=1)) for line in lines if len(line.split()) == 2]


def _write(sign_ins: list[Login]) -> None:
    descriptor = os.open(get_logins_path(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.writelines(f"{one.username} {one.password}\n" for one in sign_ins)
