"""What work costs, counted instead of timed: the same on every machine, however busy.

What is written in C takes one step, however long it takes; ``python -m benchmarks.hostile`` times
that too.
"""

import sys
from collections.abc import Callable
from functools import partial

_TOOL = sys.monitoring.OPTIMIZER_ID
_EVENTS = sys.monitoring.events
_COUNTED = (_EVENTS.JUMP, _EVENTS.PY_START, _EVENTS.PY_RESUME, _EVENTS.CALL)

SIZE = 1000
TIMES = 4


def count_steps(work: Callable[[], object]) -> int:
    """Return how many calls, and rounds of loops and generators, ``work`` takes."""
    count = 0

    def note(*_where: object) -> None:
        nonlocal count
        count += 1

    sys.monitoring.use_tool_id(_TOOL, __name__)
    try:
        for event in _COUNTED:
            sys.monitoring.register_callback(_TOOL, event, note)
        sys.monitoring.set_events(_TOOL, sum(_COUNTED))
        work()
    finally:
        sys.monitoring.set_events(_TOOL, 0)
        for event in _COUNTED:
            sys.monitoring.register_callback(_TOOL, event, None)
        sys.monitoring.free_tool_id(_TOOL)
    return count


def assert_linear(work: Callable[[int], object]) -> None:
    """Assert that ``work``, given a size, takes at most four times the steps for four times it."""
    work(SIZE)  # what is made once, at first use, is no part of it
    few, many = (count_steps(partial(work, size)) for size in (SIZE, TIMES * SIZE))
    assert many <= 1.05 * TIMES * few
