"""Several calls at the same time, each with a database connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

# Longer than a busy machine needs for anything that these tests do.
PATIENCE = 30


def run_concurrently[T](*calls: Callable[[], T]) -> list[T | Exception]:
    """Run the calls in threads that start at once; return what each gave, or the error it raised.

    The test must use ``transactional_db``: other connections see nothing that isn't committed.
    """
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], T]) -> T | Exception:
        start.wait(PATIENCE)
        try:
            return call()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
