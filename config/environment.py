"""Read typed environment variables for the settings modules.

Any value can also come from a file: ``SECRET_KEY_FILE=/run/secrets/key`` sets ``SECRET_KEY``. A
missing or invalid value raises ``ImproperlyConfigured`` with the name of the variable, which keeps
the server from starting.
"""

import os
import re
import secrets
import stat
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.checks.security.base import (
    SECRET_KEY_INSECURE_PREFIX,
    SECRET_KEY_MIN_LENGTH,
    SECRET_KEY_MIN_UNIQUE_CHARACTERS,
)
from django.core.exceptions import ImproperlyConfigured
from environ import FileAwareEnv

env = FileAwareEnv()

# A name, an IPv4 address, an IPv6 address in brackets, or the subdomains of a domain with a dot.
_HOST = re.compile(
    r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]|(\.[a-z0-9_-]+){2,}", re.IGNORECASE
)

# WAL lets readers continue while a process writes. Immediate transactions take the lock at BEGIN,
# so two writers queue instead of one failing halfway. No transaction takes thirty seconds.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;"
    ),
}


def text(name: str, *, default: str | None = None) -> str:
    """Return the value of an environment variable without surrounding whitespace.

    Raise ``ImproperlyConfigured`` if the value is empty, or if it is missing and has no default.
    """
    value: str = env.str(name, default=env.NOTSET if default is None else default).strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is empty")
    return value


def secret(name: str) -> str:
    """Return the secret in an environment variable. Raise an error if it could be guessed."""
    value = text(name)
    # These are the limits of Django's deployment check.
    is_varied = len(set(value)) >= SECRET_KEY_MIN_UNIQUE_CHARACTERS
    is_long = len(value) >= SECRET_KEY_MIN_LENGTH
    if not (is_long and is_varied) or value.startswith(SECRET_KEY_INSECURE_PREFIX):
        raise ImproperlyConfigured(
            f"{name} is too easy to guess. Create one of at least"
            f" {SECRET_KEY_MIN_LENGTH} characters:"
            " python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    return value


def count(name: str) -> int:
    """Return the number in an environment variable, 0 by default. It must not be negative."""
    value: int = env.int(name, default=0)
    if value < 0:
        raise ImproperlyConfigured(f"{name} is negative")
    return value


def hosts(name: str) -> list[str]:
    """Return the host names in a comma-separated environment variable.

    At least one host name is required. Wildcards are not accepted, except for the subdomains of a
    domain (``.blog.example``), because links and cached pages contain the name of the host.
    """
    names = [host.strip() for host in text(name).split(",") if host.strip()]
    if not names:
        raise ImproperlyConfigured(f"{name} names no host")
    for host in names:
        if not _HOST.fullmatch(host):
            raise ImproperlyConfigured(f"{name}: {host!r} is not a host name")
    return names


def database(name: str, *, default: str | None = None) -> dict[str, Any]:
    """Return Django's database settings for the URL in the environment variable ``name``.

    Connections stay open for ten minutes, because opening one takes longer than a query. Only
    SQLite and PostgreSQL are accepted, because search and comment numbering depend on them.
    """
    url = text(name, default=default)
    scheme = urlsplit(url).scheme
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        # Don't print the URL, which may contain a password.
        raise ImproperlyConfigured(f"{name}: {scheme or 'a URL without a scheme'} is not supported")
    config: dict[str, Any] = env.db_url_config(url)
    config.setdefault("CONN_MAX_AGE", 600)
    if scheme == "sqlite":
        config["OPTIONS"] = SQLITE_OPTIONS | config.get("OPTIONS", {})
    else:
        config["CONN_HEALTH_CHECKS"] = True
    return config


def cache(name: str) -> dict[str, Any]:
    """Return Django's cache settings for the URL in the environment variable ``name``.

    ``redis://``, ``rediss://``, and ``unix://`` URLs select a Redis server. ``locmem://``, the
    default, selects a separate cache in each process.
    """
    url = env.str(name, default="locmem://")
    scheme = urlsplit(url).scheme
    if scheme in {"redis", "rediss", "unix"}:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    if scheme == "locmem":
        return {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "folkmoot",
            "OPTIONS": {"MAX_ENTRIES": 2000},
        }
    raise ImproperlyConfigured(f"{name}: {scheme or 'no scheme'} is not supported")


_MAIL = {"smtp", "smtp+tls", "smtp+ssl", "consolemail", "dummymail"}


def mailer(name: str, *, default: str | None = None) -> dict[str, Any]:
    """Return an entry for Django's ``MAILERS`` for the URL in the environment variable ``name``.

    ``smtp://``, ``smtp+tls://``, and ``smtp+ssl://`` accept a user, password, host, and port.
    ``consolemail://`` prints emails, and ``dummymail://`` discards them.
    """
    url = text(name, default=default)
    if (scheme := urlsplit(url).scheme) not in _MAIL:
        raise ImproperlyConfigured(f"{name}: {scheme or 'a URL without a scheme'} is not supported")
    parsed: dict[str, Any] = env.email_url_config(url)
    entry: dict[str, Any] = {"BACKEND": parsed["EMAIL_BACKEND"]}
    if not parsed["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        return entry
    options = {
        # Don't let a hanging mail server block the worker.
        "timeout": 30,
        "host": parsed.get("EMAIL_HOST"),
        "port": parsed.get("EMAIL_PORT"),
        "username": parsed.get("EMAIL_HOST_USER"),
        "password": parsed.get("EMAIL_HOST_PASSWORD"),
        "use_tls": parsed.get("EMAIL_USE_TLS", False),
        "use_ssl": parsed.get("EMAIL_USE_SSL", False),
    }
    return entry | {"OPTIONS": {key: value for key, value in options.items() if value}}


def site_url(name: str, *, default: str | None = None) -> str:
    """Return the public URL in the environment variable ``name``, without a trailing slash."""
    url = text(name, default=default).rstrip("/")
    if not _is_origin(url):
        raise ImproperlyConfigured(f"{name}: {url!r} is not a URL like https://example.com")
    return url


def _is_origin(url: str) -> bool:
    """Check that a URL consists only of a scheme, a host, and optionally a port."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    whole = f"{parts.scheme}://{parts.netloc}" == url and "@" not in url
    return whole and parts.scheme in {"http", "https"} and bool(parts.hostname) and port != 0


def stored_secret(path: Path) -> str:
    """Return the secret stored in a file.

    The file is created on first use and can be read only by its owner.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(0o600)
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


def package_static_folders(package: str) -> list[Path]:
    """Return an installed package's folders of static files, without importing the package."""
    found = find_spec(package)
    return [Path(place) / "static" for place in (found and found.submodule_search_locations) or ()]
