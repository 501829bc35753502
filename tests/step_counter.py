"""Count interpreter steps instead of time, for results that don't depend on the machine.

A call of C code is one step, however long it takes; ``python -m benchmarks.hostile`` measures that.
"""

import sys
from collections.abc import Callable, Iterable
from functools import partial

_TOOL = sys.monitoring.OPTIMIZER_ID
_EVENTS = sys.monitoring.events
_COUNTED = (_EVENTS.JUMP, _EVENTS.PY_START, _EVENTS.PY_RESUME, _EVENTS.CALL)

SIZE = 1000
TIMES = 4


def count_steps(work: Callable[[], object]) -> int:
    """Return the number of calls and of iterations of loops and generators in ``work``."""
    count = 0

    def count_event(*_where: object) -> None:
        nonlocal count
        count += 1

    sys.monitoring.use_tool_id(_TOOL, __name__)
    try:
        for event in _COUNTED:
            sys.monitoring.register_callback(_TOOL, event, count_event)
        sys.monitoring.set_events(_TOOL, sum(_COUNTED))
        work()
    finally:
        sys.monitoring.set_events(_TOOL, 0)
        for event in _COUNTED:
            sys.monitoring.register_callback(_TOOL, event, None)
        sys.monitoring.free_tool_id(_TOOL)
    return count


def assert_linear(work: Callable[[int], object], sizes: Iterable[int] = (SIZE,)) -> None:
    """Assert that ``work(4 * size)`` takes at most four times the steps of ``work(size)``.

    With several sizes, one is enough: work on a part of limited length may grow faster at first.
    """
    assert any(_is_linear(work, size) for size in sizes)


def _is_linear(work: Callable[[int], object], size: int) -> bool:
    work(size // 2)  # loads tables, but caches no result for the sizes that are counted
    few, many = (count_steps(partial(work, one)) for one in (size, TIMES * size))
    return many <= 1.05 * TIMES * few
