"""Cached values change in all processes at once, each of which has a cache of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from blog.site.current import get_current_site
from blog.site.services import update_site
from comments.models import CommentSettings, Thread
from comments.threads.comment_policy import get_comment_settings
from comments.threads.services.comment_policy import update_comment_settings
from core import synced_values
from core.synced_values import SyncedValue


@contextmanager
def other_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Use the cache of another process, which starts empty."""
    with monkeypatch.context() as patch:
        patch.setattr(synced_values, "cache", LocMemCache("another process", {}))
        yield


class Setting:
    """A value in the database, and its cached copy."""

    def __init__(self) -> None:
        self.stored, self.reads = "old", 0
        self.synced = SyncedValue("tests.setting", self._read, seconds=60)

    def _read(self) -> str:
        self.reads += 1
        return self.stored


@pytest.fixture
def setting() -> Setting:
    return Setting()


def test_a_value_is_built_once(setting: Setting) -> None:
    assert [setting.synced.get() for _ in range(3)] == ["old"] * 3
    assert setting.reads == 1


def test_a_change_is_visible_in_all_processes(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting.synced.get()
    with other_process(monkeypatch):
        setting.synced.get()
        setting.stored = "new"
        setting.synced.clear()
        assert setting.synced.get() == "new"
    assert setting.synced.get() == "new"


def test_changes_in_quick_succession_are_all_visible(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in ("one", "two", "three"):
        setting.stored = value
        with other_process(monkeypatch):
            setting.synced.clear()
        assert setting.synced.get() == value


def check_change_while_reading(setting: Setting) -> None:
    """Check that a change is not lost if it comes after the value was read."""

    def read_and_change() -> str:
        value = setting.stored
        if value == "old":
            setting.stored = "new"
            setting.synced.clear()
        return value

    setting.synced = SyncedValue("tests.setting", read_and_change, seconds=60)
    assert setting.synced.get() == "old"
    assert setting.synced.get() == "new"


def test_a_change_while_the_value_is_built_is_not_lost(setting: Setting) -> None:
    check_change_while_reading(setting)


@pytest.mark.redis
@pytest.mark.usefixtures("redis_cache")
def test_with_a_cache_server(setting: Setting) -> None:
    assert [setting.synced.get() for _ in range(2)] == ["old"] * 2
    assert setting.reads == 1
    setting.stored = "new"
    setting.synced.clear()
    assert setting.synced.get() == "new"
    setting.stored = "old"
    setting.synced.clear()
    check_change_while_reading(setting)


@pytest.mark.django_db
def test_site_settings(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.get("/")
    with other_process(monkeypatch):
        update_site(title="Moon of Ships", tagline="")
    assert "Moon of Ships" in client.get("/").text
    with django_assert_num_queries(0):
        assert get_current_site().title == "Moon of Ships"


@pytest.mark.django_db
def test_site_settings_that_are_committed_later(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    update_site(title="Old", tagline="")
    with other_process(monkeypatch), django_capture_on_commit_callbacks() as callbacks:
        update_site(title="New", tagline="")
    # This process reads the settings before the other one commits them.
    with monkeypatch.context() as patch:
        patch.setattr("blog.site.current._fetch_rows", list)
        assert get_current_site().title != "New"
    for callback in callbacks:
        callback()
    assert get_current_site().title == "New"


@pytest.mark.django_db
def test_comment_settings(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    assert get_comment_settings().policy != Thread.CommentPolicy.CLOSED
    closed = CommentSettings(policy=Thread.CommentPolicy.CLOSED)
    with (
        other_process(monkeypatch),
        django_capture_on_commit_callbacks(execute=True),
        transaction.atomic(),
    ):
        update_comment_settings(to=closed)
    assert get_comment_settings().policy == Thread.CommentPolicy.CLOSED
