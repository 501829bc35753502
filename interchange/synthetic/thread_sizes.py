"""Choose the comment counts of generated threads."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

# Slightly more than the 5,000 and 1,000 that benchmarks need, because held comments have no number.
FIRST_SIZES = (5_200, 1_050, 10)


def build_thread_sizes(articles: int, comments: int, rng: Random) -> Sequence[int]:
    """Return sizes for ``articles`` threads that add up to ``comments``.

    The first threads have the sizes in ``FIRST_SIZES``, each limited to half of the remaining
    comments. The other sizes follow a Pareto distribution as on real sites: a few long threads,
    many short ones, some empty.
    """
    if not articles:
        return []
    sizes: list[int] = []
    left = comments
    for size in FIRST_SIZES[: articles - 1]:
        sizes.append(min(size, left // 2))
        left -= sizes[-1]
    return sizes + _spread(left, articles - len(sizes), rng)


def _spread(total: int, parts: int, rng: Random) -> list[int]:
    weights = [rng.paretovariate(1.2) for _ in range(parts)]
    scale = total / sum(weights)
    # Round the running sum instead of each part, so that the parts add up.
    bounds = [0]
    running = 0.0
    for weight in weights:
        running += weight
        bounds.append(round(running * scale))
    return [end - start for start, end in pairwise(bounds)]
