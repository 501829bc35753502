"""Count the instructions that SQLite executes, as a measure of work that isn't affected by load."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

_INTERVAL = 100


@dataclass
class StepCount:
    """The number of instructions of SQLite's virtual machine."""

    steps: int = 0

    def _add(self) -> None:
        self.steps += _INTERVAL


@contextmanager
def count_steps() -> Iterator[StepCount]:
    """Count the steps of all queries within the ``with`` block."""
    connection.ensure_connection()
    count = StepCount()
    connection.connection.set_progress_handler(count._add, _INTERVAL)
    try:
        yield count
    finally:
        connection.connection.set_progress_handler(None, 0)
