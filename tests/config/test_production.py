"""Production refuses to start if a required setting is missing, and has strict defaults."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from scripts.check import PRODUCTION

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ["ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL", "SECRET_KEY", "SITE_URL"]


@pytest.fixture(autouse=True)
def _production(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)


def production() -> dict[str, Any]:
    """Execute the production settings."""
    return runpy.run_module("config.settings.prod")


def test_production_starts_with_all_required_settings() -> None:
    settings = production()
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["blog.example"]
    assert settings["SITE_URL"] == "https://blog.example"


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_each_required_setting_is_needed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str | None
) -> None:
    if value is None:
        monkeypatch.delenv(name)
    else:
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        production()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "x"),
        ("SECRET_KEY", "x" * 80),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "blog.example,*"),
        ("SCREENER_SECRET", "shared"),
    ],
)
def test_unsafe_settings_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setattr("config.settings.base.SCREENER_URL", "https://screener.example/")
    monkeypatch.setenv("SCREENER_SECRET", "0123456789" * 5)
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        production()


def test_the_demo_is_not_allowed() -> None:
    assert production()["DEMO_ALLOWED"] is False


def test_cookies_are_sent_over_tls_only() -> None:
    settings = production()
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://blog.example"]


def test_the_policy_blocks_inline_scripts_and_styles() -> None:
    policy = production()["SECURE_CSP"]
    sources = {str(source) for directive in policy.values() for source in directive}
    assert sources <= {"'none'", "'self'", "data:"}
    assert "data:" not in {str(source) for source in policy["script-src"]}


@pytest.mark.slow
def test_djangos_deployment_check_has_no_warnings() -> None:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_sqlite_is_set_up_as_the_site_needs_it(db: None) -> None:
    expected = {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000}
    with connection.cursor() as cursor:
        for pragma, value in expected.items():
            cursor.execute(f"PRAGMA {pragma}")
            assert cursor.fetchone() == (value,)
