"""Settings and fixtures for all tests.

Tests use SQLite by default. ``TEST_DATABASE_URL`` selects a PostgreSQL server and
``TEST_REDIS_URL`` a Redis server; ``python -m scripts.services pytest ...`` starts both for a run.
"""

import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache, caches
from django.core.management.color import no_style
from django.db import connection, transaction
from django.tasks import default_task_backend
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings

from config import environment
from core import append_only
from moderation.guidelines.services import create_default_guidelines
from spamfilter import model_cache

pytest_plugins = ["tests.people", "tests.fake_http", "tests.mail_server"]

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
CLIENT_FIXTURES = {"client", "admin_client", "async_client"}
BOTH_FIXTURES = {
    "django_assert_num_queries",
    "django_assert_max_num_queries",
    "transactional_db",
}
HALVES = ("first", "second")

# No deadlines, because they fail on busy machines. In CI, the examples are fewer and always the
# same, so that failures are repeatable; developers' runs add new ones.
hypothesis.settings.register_profile("folkmoot", deadline=None, print_blob=True)
hypothesis.settings.register_profile(
    "ci", deadline=None, print_blob=True, derandomize=True, database=None, max_examples=40
)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "folkmoot")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-servers",
        action="store_true",
        help="run only tests that use the database or the cache",
    )
    parser.addoption(
        "--without-pages",
        action="store_true",
        help="leave out tests that request pages",
    )
    parser.addoption(
        "--half",
        choices=HALVES,
        help="run only half of the tests that use the database; another run has the other half",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip tests whose server is missing, and apply this project's options."""
    if config.getoption("--only-servers"):
        _select(config, items, _uses_server)
    if config.getoption("--without-pages"):
        _select(config, items, lambda item: not _requests_pages(item))
    if half := config.getoption("--half"):
        _select(config, items, lambda item: _is_in_half(item, half))
    for item in items:
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="TEST_DATABASE_URL is not set to PostgreSQL"))
        if item.get_closest_marker("redis") and "TEST_REDIS_URL" not in os.environ:
            item.add_marker(pytest.mark.skip(reason="TEST_REDIS_URL is not set"))


def _select(
    config: pytest.Config, items: list[pytest.Item], condition: Callable[[pytest.Item], bool]
) -> None:
    deselected = [item for item in items if not condition(item)]
    config.hook.pytest_deselected(items=deselected)
    items[:] = [item for item in items if condition(item)]


def _requests_pages(item: pytest.Item) -> bool:
    return not CLIENT_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


def _is_in_half(item: pytest.Item, half: str) -> bool:
    """Assign tests of the database to halves, with a test's parameters spread over both.

    Other tests are in both, and so are tests in which databases are likely to differ.
    """
    is_in_both = (
        not _uses_server(item)
        or any(item.get_closest_marker(name) for name in ("every_database", "postgres", "redis"))
        or not BOTH_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
        or any(marker.kwargs.get("transaction") for marker in item.iter_markers("django_db"))
    )
    return is_in_both or HALVES[zlib.crc32(item.nodeid.encode()) % 2] == half


def _uses_server(item: pytest.Item) -> bool:
    if item.get_closest_marker("one_database"):
        return False
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgres", "redis"))
    return marked or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Store SQLite's test database in a file, as in production.

    Threads of tests and of the live server then have connections of their own and wait for locks,
    unlike with a database in memory.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        folder = tmp_path_factory.mktemp("database")
        database.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(autouse=True, scope="session")
def _fast_flush() -> Iterator[None]:
    """Empty the database faster after transactional tests: don't recreate its constant rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _flush)
        yield


def _flush(_test: TransactionTestCase) -> None:
    tables = set(connection.introspection.django_table_names(include_views=False))
    constant = (ContentType, Permission, Group, Group.permissions.through)
    tables -= {model._meta.db_table for model in constant}
    append_only.drop_triggers()
    statements = connection.ops.sql_flush(no_style(), sorted(tables))
    connection.ops.execute_sql_flush(statements)
    append_only.create_triggers()
    create_default_guidelines()


@pytest.fixture(scope="module")
def module_db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[DjangoDbBlocker]:
    """Allow fixtures of a module to create rows once for all its tests.

    They do so in ``with module_db.unblock():``. The rows are rolled back after the last test of the
    module, so no test of such a module may be transactional.
    """
    module_transaction = transaction.atomic()
    with django_db_blocker.unblock():
        module_transaction.__enter__()
    yield django_db_blocker
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        module_transaction.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _media_folder(settings: Settings, tmp_path: Path) -> None:
    """Use separate picture folders for each test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ORIGINALS_ROOT = tmp_path / "originals"


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Clear the cache before each test."""
    for alias in settings.CACHES:
        caches[alias].clear()


@pytest.fixture(autouse=True)
def _fresh_process_state() -> None:
    """Reset the language, the spam filter model and the task queue before each test."""
    translation.activate(settings.LANGUAGE_CODE)
    _reset_spam_filter()
    default_task_backend.clear()  # type: ignore[attr-defined]  # only the test backend has it


def _reset_spam_filter() -> None:
    # Loading the seed model takes longer than many tests, and most leave it as it was.
    cached = model_cache._cached
    if cached and (cached.trained_model_id or cached.applied or cached.version != (0, None)):
        model_cache.clear_model()


@pytest.fixture
def redis_cache(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use this run's Redis server as an empty cache; for tests marked ``redis``."""
    # Each test process uses one of the server's 16 databases.
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    monkeypatch.setenv("CACHE_URL", f"{os.environ['TEST_REDIS_URL']}/{worker % 16}")
    settings.CACHES = {"default": environment.cache("CACHE_URL")}
    cache.clear()
