"""Run calls concurrently, each with its own database connection."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

# In seconds; more than any of these tests needs on a busy machine.
TIMEOUT = 30


def run_concurrently[T](*calls: Callable[[], T]) -> list[T | Exception]:
    """Run the calls in threads that start together. Return the result or exception of each.

    The test must use ``transactional_db``: other connections only see committed rows.
    """
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], T]) -> T | Exception:
        start.wait(TIMEOUT)
        try:
            return call()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
