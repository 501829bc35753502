"""How many comments each generated thread holds."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

# The first threads are a little longer than the round lengths that benchmarks speak of, because
# some of their comments wait and have no number.
LANDMARKS = (5_200, 1_050, 10)


def thread_sizes(articles: int, comments: int, rng: Random) -> Sequence[int]:
    """Return the lengths of ``articles`` threads; their sum is ``comments``.

    The landmarks come first, each as far as half of what is left reaches. The other lengths are
    spread as they are on real sites: a few long threads, many short ones, some empty.
    """
    if not articles:
        return []
    sizes: list[int] = []
    left = comments
    for landmark in LANDMARKS[: articles - 1]:
        sizes.append(min(landmark, left // 2))
        left -= sizes[-1]
    return sizes + _spread(left, articles - len(sizes), rng)


def _spread(total: int, parts: int, rng: Random) -> list[int]:
    weights = [rng.paretovariate(1.2) for _ in range(parts)]
    scale = total / sum(weights)
    # Rounding the running sum, not each part, makes the parts add up.
    bounds = [0]
    running = 0.0
    for weight in weights:
        running += weight
        bounds.append(round(running * scale))
    return [end - start for start, end in pairwise(bounds)]
