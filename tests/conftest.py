"""Where tests run: on SQLite by default, on the servers that the environment names, in Chromium.

``TEST_DATABASE_URL`` (read by the test settings) names a PostgreSQL, ``TEST_REDIS_URL`` a Redis;
``python -m scripts.services pytest ...`` provides both for the length of a run.
"""

import os
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from django.tasks import default_task_backend
from django.utils import translation
from pytest_django import Settings

from config import environment
from spamfilter import model_cache

pytest_plugins = ["tests.people", "tests.fake_http", "tests.mail_server"]

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}

# A busy machine is not a slow program, so no example has a deadline; and where CI runs, a
# failure must come back on the second try, so the examples are the same each time.
hypothesis.settings.register_profile("folkmoot", deadline=None, print_blob=True)
hypothesis.settings.register_profile(
    "ci", deadline=None, print_blob=True, derandomize=True, database=None
)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "folkmoot")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add our one option."""
    parser.addoption(
        "--only-servers",
        action="store_true",
        help="run only what a database or cache server could change",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this run has no server for, or was not asked for."""
    if config.getoption("--only-servers"):
        kept = [item for item in items if _uses_server(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
    for item in items:
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="TEST_DATABASE_URL names no PostgreSQL"))
        if item.get_closest_marker("redis") and "TEST_REDIS_URL" not in os.environ:
            item.add_marker(pytest.mark.skip(reason="TEST_REDIS_URL names no Redis"))


def _uses_server(item: pytest.Item) -> bool:
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgres", "redis"))
    return marked or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep SQLite's test database in a file, as the site does.

    Threads of a test, and of the live server, then each have a connection and wait for one
    another's locks, which a database in memory does not show.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        folder = tmp_path_factory.mktemp("database")
        database.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(autouse=True)
def _media_folder(settings: Settings, tmp_path: Path) -> None:
    """Give each test folders of its own for pictures."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ORIGINALS_ROOT = tmp_path / "originals"


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Let no test read a page that another one kept."""
    for one in settings.CACHES:
        caches[one].clear()


@pytest.fixture(autouse=True)
def _new_process() -> None:
    """Let no test know what another one taught the spam filter, left to the worker, or spoke."""
    translation.activate(settings.LANGUAGE_CODE)
    model_cache.clear_model()
    default_task_backend.clear()  # type: ignore[attr-defined]  # of the backend for tests


@pytest.fixture
def redis_cache(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the site's cache, emptied, on this run's Redis; for tests marked ``redis``."""
    # One of the server's sixteen databases for each process of the run.
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    monkeypatch.setenv("CACHE_URL", f"{os.environ['TEST_REDIS_URL']}/{worker % 16}")
    settings.CACHES = {"default": environment.cache("CACHE_URL")}
    cache.clear()
