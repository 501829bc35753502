import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import Settings

UNREACHABLE = "redis://127.0.0.1:1/0"


def test_healthz_needs_no_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Type"] == "text/plain"


def test_ready(client: Client, db: None) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert "no-store" in response["Cache-Control"]


def test_not_ready_without_the_database(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> None:
        raise DatabaseError("no route to the database")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        response = client.get("/readyz")
    assert (response.status_code, response.text) == (503, "not ready: database\n")
    assert "The database doesn't answer" in caplog.text


def test_not_ready_without_the_cache(client: Client, db: None, settings: Settings) -> None:
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": UNREACHABLE}}
    response = client.get("/readyz")
    assert (response.status_code, response.text) == (503, "not ready: cache\n")


def test_not_ready_if_the_cache_stores_nothing(
    client: Client, db: None, settings: Settings
) -> None:
    backend = "django.core.cache.backends.dummy.DummyCache"
    settings.CACHES = {"default": {"BACKEND": backend}}
    assert client.get("/readyz").text == "not ready: cache\n"


def test_all_failures_are_listed(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", None)
        patch.setattr(cache, "set", None)
        assert client.get("/readyz").text == "not ready: database, cache\n"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_safe_methods_are_allowed(client: Client, db: None, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.redis
@pytest.mark.usefixtures("redis_cache")
def test_ready_with_redis(client: Client, db: None) -> None:
    assert client.get("/readyz").status_code == 200
