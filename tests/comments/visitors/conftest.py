"""Letters are sent at once."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def at_once(settings: Settings) -> None:
    """Let tasks be done where they are asked for."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
