"""What watches over the process: whether it lives, and whether it can serve."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import Settings

NOWHERE = "redis://127.0.0.1:1/0"


def test_the_process_lives_without_a_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Type"] == "text/plain"


def test_all_is_ready(client: Client, db: None) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert "no-store" in response["Cache-Control"]


def test_the_database_does_not_answer(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> None:
        raise DatabaseError("no route to the database")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        response = client.get("/readyz")
    assert (response.status_code, response.text) == (503, "not ready: database\n")
    assert "The database doesn't answer" in caplog.text


def test_the_cache_does_not_answer(client: Client, db: None, settings: Settings) -> None:
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": NOWHERE}}
    response = client.get("/readyz")
    assert (response.status_code, response.text) == (503, "not ready: cache\n")


def test_the_cache_forgets(client: Client, db: None, settings: Settings) -> None:
    backend = "django.core.cache.backends.dummy.DummyCache"
    settings.CACHES = {"default": {"BACKEND": backend}}
    assert client.get("/readyz").text == "not ready: cache\n"


def test_nothing_answers(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", None)
        patch.setattr(cache, "set", None)
        assert client.get("/readyz").text == "not ready: database, cache\n"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_it_is_only_asked(client: Client, db: None, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.redis
@pytest.mark.usefixtures("redis_cache")
def test_redis_answers(client: Client, db: None) -> None:
    assert client.get("/readyz").status_code == 200
