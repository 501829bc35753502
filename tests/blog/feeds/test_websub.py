from urllib.parse import parse_qs

import pytest
from django.tasks.backends.dummy import DummyBackend
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.models import User
from blog.articles.services import save_article
from blog.feeds import websub
from blog.feeds.tasks import notify_websub_hub
from blog.models import Article
from core.outbound.client import Response
from core.outbound.errors import RequestFailed

HUB = "https://hub.example/"


@pytest.fixture
def hub(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, list[str]]]:
    """Record the form data of notifications to the hub."""
    settings.WEBSUB_HUB = HUB
    notifications: list[dict[str, list[str]]] = []

    def accept(method: str, url: str, *, body: bytes, **kwargs: object) -> Response:
        assert (method, url) == ("POST", HUB)
        notifications.append(parse_qs(body.decode()))
        return Response(status=204, body=b"", url=url)

    monkeypatch.setattr(websub, "send_request", accept)
    return notifications


def test_the_notification_has_the_url_of_the_feed(hub: list[dict[str, list[str]]]) -> None:
    assert websub.notify_hub()
    (fields,) = hub
    assert fields["hub.mode"] == ["publish"]
    assert fields["hub.url"] == fields["hub.topic"] == ["http://testserver/atom.xml"]


def test_a_failure_is_ignored(
    hub: list[dict[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> Response:
        raise RequestFailed("Connection refused")

    monkeypatch.setattr(websub, "send_request", refuse)
    assert not websub.notify_hub()


@pytest.mark.parametrize(("url", "tasks"), [(HUB, 1), ("", 0)])
def test_publishing_enqueues_a_notification(
    ann: User,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    url: str,
    tasks: int,
) -> None:
    settings.WEBSUB_HUB = url
    backend = DummyBackend("default", {})
    monkeypatch.setattr(type(notify_websub_hub), "get_backend", lambda _task: backend)
    with django_capture_on_commit_callbacks(execute=True):
        save_article(actor=ann, article=Article(title="The Lock", status="published", author=ann))
    assert [task.task.name for task in backend.results].count(notify_websub_hub.name) == tasks


def test_the_article_feed_links_the_hub(client: Client, hub: object, db: None) -> None:
    assert f'<link rel="hub" href="{HUB}"/>' in client.get("/atom.xml").text
    assert 'rel="hub"' not in client.get("/comments/atom.xml").text


def test_without_a_hub_there_is_no_link(client: Client, db: None) -> None:
    assert 'rel="hub"' not in client.get("/atom.xml").text
