"""Typed readers of environment variables. Errors name the variable."""

import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment

NAME = "FOLKMOOT_TEST"


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)


def refuses(monkeypatch: pytest.MonkeyPatch, reader: Any, value: str | None) -> None:
    """Check that a value is refused with the variable's name; ``None`` is an unset variable."""
    if value is not None:
        monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        reader(NAME)


class TestDatabase:
    """A URL selects SQLite or PostgreSQL."""

    def test_sqlite_waits_and_writes_ahead(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(NAME, "sqlite:////data/folkmoot.sqlite3")
        config = environment.database(NAME)
        assert config["ENGINE"] == "django.db.backends.sqlite3"
        assert config["NAME"] == "/data/folkmoot.sqlite3"
        assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        assert config["OPTIONS"]["timeout"] >= 10
        assert "journal_mode=WAL" in config["OPTIONS"]["init_command"]

    @pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
    def test_postgresql_keeps_its_connections(
        self, monkeypatch: pytest.MonkeyPatch, scheme: str
    ) -> None:
        monkeypatch.setenv(NAME, f"{scheme}://folk:p%40ss@db.example:5433/moot")
        config = environment.database(NAME)
        assert config["ENGINE"] == "django.db.backends.postgresql"
        assert (config["USER"], config["PASSWORD"]) == ("folk", "p@ss")
        assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example", 5433, "moot")
        assert config["CONN_MAX_AGE"] == 600
        assert config["CONN_HEALTH_CHECKS"] is True

    def test_a_default_replaces_a_missing_value(self) -> None:
        assert environment.database(NAME, default="sqlite://:memory:")["NAME"] == ":memory:"

    @pytest.mark.parametrize(
        "value",
        [None, "", "mysql://a:b@db.example/moot", "made-up://a:b@db.example/moot", "db.example"],
    )
    def test_anything_else_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, value: str | None
    ) -> None:
        refuses(monkeypatch, environment.database, value)


class TestCache:
    """The memory of the process, or a server that speaks the Redis protocol."""

    def test_the_process_itself(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert environment.cache(NAME)["BACKEND"].endswith("LocMemCache")
        monkeypatch.setenv(NAME, "locmem://")
        assert environment.cache(NAME)["BACKEND"].endswith("LocMemCache")

    @pytest.mark.parametrize(
        "value", ["redis://cache.example:6379/0", "rediss://cache.example/1", "unix:///run/r.sock"]
    )
    def test_redis(self, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
        monkeypatch.setenv(NAME, value)
        config = environment.cache(NAME)
        assert config["BACKEND"].endswith("RedisCache")
        assert config["LOCATION"] == value

    @pytest.mark.parametrize("value", ["", "memcache://cache.example", "cache.example:6379"])
    def test_anything_else_is_refused(self, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
        refuses(monkeypatch, environment.cache, value)


class TestMailer:
    def test_a_server(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(NAME, "smtp+tls://folk:p%40ss@mail.example:587")
        entry = environment.mailer(NAME)
        assert entry["BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
        assert entry["OPTIONS"] == {
            "timeout": 30,
            "host": "mail.example",
            "port": 587,
            "username": "folk",
            "password": "p@ss",
            "use_tls": True,
        }

    @pytest.mark.parametrize("kind", ["console", "dummy"])
    def test_nowhere(self, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
        monkeypatch.setenv(NAME, f"{kind}mail://")
        backend = f"django.core.mail.backends.{kind}.EmailBackend"
        assert environment.mailer(NAME) == {"BACKEND": backend}

    @pytest.mark.parametrize("value", [None, "", "mail.example", "pigeon://mail.example"])
    def test_anything_else_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, value: str | None
    ) -> None:
        refuses(monkeypatch, environment.mailer, value)


class TestSiteUrl:
    """The public address, without a closing slash."""

    @pytest.mark.parametrize(
        ("value", "url"),
        [
            ("https://blog.example", "https://blog.example"),
            ("https://blog.example/", "https://blog.example"),
            (" http://localhost:8000 ", "http://localhost:8000"),
            ("http://[::1]:8000", "http://[::1]:8000"),
        ],
    )
    def test_an_address(self, monkeypatch: pytest.MonkeyPatch, value: str, url: str) -> None:
        monkeypatch.setenv(NAME, value)
        assert environment.site_url(NAME) == url

    @pytest.mark.parametrize(
        "value",
        [
            None,
            "",
            "blog.example",
            "ftp://blog.example",
            "https://",
            "https://blog.example/sub",
            "https://blog.example?x=1",
            "https://blog.example#top",
            "https://[blog.example",
            "https://blog.example:port",
            "https://somebody@blog.example",
        ],
    )
    def test_anything_else_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, value: str | None
    ) -> None:
        refuses(monkeypatch, environment.site_url, value)


class TestHosts:
    """The host names of the site."""

    def test_one_or_several(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(NAME, "blog.example, www.blog.example")
        assert environment.hosts(NAME) == ["blog.example", "www.blog.example"]

    def test_subdomains_and_addresses(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(NAME, ".blog.example,192.0.2.1,[2001:db8::1],localhost")
        assert len(environment.hosts(NAME)) == 4

    @pytest.mark.parametrize(
        "value",
        [
            *(None, "", " ", ","),
            *("*", "blog.example,*", "*.blog.example", ".", ".com", "..", "blog.example,."),
            *("https://blog.example", "blog.example:443", "blog.example/", "blog example"),
        ],
    )
    def test_anything_else_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, value: str | None
    ) -> None:
        refuses(monkeypatch, environment.hosts, value)


class TestSecret:
    """A secret is read from the environment or a file, or created on first use."""

    def test_from_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(NAME, "told")
        assert environment.text(NAME) == "told"

    def test_from_a_file(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("kept elsewhere\n")
        # What was read from a file is remembered, so no other test has this name.
        monkeypatch.setenv(f"{NAME}_KEPT_FILE", str(tmp_path / "secret"))
        assert environment.text(f"{NAME}_KEPT") == "kept elsewhere"

    @pytest.mark.parametrize("value", [None, "", " \n"])
    def test_none_is_refused(self, monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
        refuses(monkeypatch, environment.text, value)

    def test_a_long_one_is_accepted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(NAME, "0123456789" * 5)
        assert environment.secret(NAME) == "0123456789" * 5

    @pytest.mark.parametrize(
        "value", [None, "", "x", "x" * 100, "abcd" * 25, "0123456789" * 4, "django-insecure-" * 5]
    )
    def test_a_weak_one_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, value: str | None
    ) -> None:
        refuses(monkeypatch, environment.secret, value)

    def test_a_stored_secret_that_others_could_read_is_protected(self, tmp_path: Path) -> None:
        path = tmp_path / "secret_key"
        path.write_text("secret")
        path.chmod(0o644)
        assert environment.stored_secret(path) == "secret"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_a_stored_secret_is_created_once_and_readable_by_its_owner_only(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "data" / "secret_key"
        made = environment.stored_secret(path)
        assert len(made) >= 50
        assert environment.stored_secret(path) == made
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


class TestCount:
    @pytest.mark.parametrize(("value", "number"), [(None, 0), ("0", 0), ("2", 2)])
    def test_a_number(
        self, monkeypatch: pytest.MonkeyPatch, value: str | None, number: int
    ) -> None:
        if value is not None:
            monkeypatch.setenv(NAME, value)
        assert environment.count(NAME) == number

    def test_a_negative_number_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        refuses(monkeypatch, environment.count, "-1")
