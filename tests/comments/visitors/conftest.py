"""Fixtures."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def immediate_tasks(settings: Settings) -> None:
    """Run tasks immediately."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
