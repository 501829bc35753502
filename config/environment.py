"""Typed readers of the environment, for the settings modules only.

Every value may also come from a file: ``SECRET_KEY_FILE=/run/secrets/key`` is read where
``SECRET_KEY`` would be. A value that is missing or that cannot be understood raises
``ImproperlyConfigured`` with the variable's name, so that the server refuses to start.
"""

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import FileAwareEnv

env = FileAwareEnv()

# Reads go on while one process writes; a writer takes its lock at BEGIN, so that two writers
# queue up instead of failing halfway; thirty seconds is longer than any transaction of ours.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;"
    ),
}


def text(name: str, *, default: str | None = None) -> str:
    """Return the value of ``name`` without the space around it. One that is empty is missing."""
    value: str = env.str(name, default=env.NOTSET if default is None else default).strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is empty")
    return value


def hosts(name: str) -> list[str]:
    """Return the host names in ``name``, which commas separate: at least one."""
    if names := [host.strip() for host in text(name).split(",") if host.strip()]:
        return names
    raise ImproperlyConfigured(f"{name} names no host")


def database(name: str, *, default: str | None = None) -> dict[str, Any]:
    """Return Django's database settings for the URL in ``name``.

    Connections stay open for ten minutes, because opening one takes longer than a query. SQLite
    gets write-ahead logging and immediate transactions. Any other engine is refused, because the
    search index and the numbering are written for these two.
    """
    url = text(name, default=default)
    scheme = urlsplit(url).scheme
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        # The address itself may hold a password, so that it isn't told.
        raise ImproperlyConfigured(f"{name}: {scheme or 'an unknown kind'} is not supported")
    config: dict[str, Any] = env.db_url_config(url)
    config.setdefault("CONN_MAX_AGE", 600)
    if scheme == "sqlite":
        config["OPTIONS"] = SQLITE_OPTIONS | config.get("OPTIONS", {})
    else:
        config["CONN_HEALTH_CHECKS"] = True
    return config


def cache(name: str) -> dict[str, Any]:
    """Return Django's cache settings for the URL in ``name``: memory of the process, or Redis.

    ``redis://``, ``rediss://`` and ``unix://`` addresses go to a server that speaks the Redis
    protocol; an unset variable or ``locmem://`` keeps the cache in each process.
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
    raise ImproperlyConfigured(f"{name}: {scheme or 'an empty address'} is not supported")


_MAIL = {"smtp", "smtp+tls", "smtp+ssl", "consolemail", "dummymail"}


def mailer(name: str, *, default: str | None = None) -> dict[str, Any]:
    """Return one entry of Django's ``MAILERS`` for the URL in ``name``.

    ``smtp://``, ``smtp+tls://``, ``smtp+ssl://`` with user, password, host and port;
    ``consolemail://`` prints, ``dummymail://`` drops.
    """
    url = text(name, default=default)
    if (scheme := urlsplit(url).scheme) not in _MAIL:
        raise ImproperlyConfigured(f"{name}: {scheme or 'an unknown kind'} is not supported")
    parsed: dict[str, Any] = env.email_url_config(url)
    entry: dict[str, Any] = {"BACKEND": parsed["EMAIL_BACKEND"]}
    if not parsed["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        return entry
    options = {
        # A server that has stopped answering must not stop the worker too.
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
    """Return the public address in ``name``, without a closing slash, or refuse a malformed one."""
    url = text(name, default=default).rstrip("/")
    if not _names_a_host(url):
        raise ImproperlyConfigured(f"{name}: {url!r} is not an address like https://example.com")
    return url


def _names_a_host(url: str) -> bool:
    """Whether this is a scheme, a host, perhaps a port, and nothing else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    whole = f"{parts.scheme}://{parts.netloc}" == url and "@" not in url
    return whole and parts.scheme in {"http", "https"} and bool(parts.hostname) and port != 0


def kept_secret(path: Path) -> str:
    """Return the secret kept in ``path``, made on first use and readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


def static_folder_of(package: str) -> list[Path]:
    """Return the folder with the static files of an installed package, without importing it."""
    found = find_spec(package)
    return [Path(place) / "static" for place in (found and found.submodule_search_locations) or ()]
