"""Measure text processing on deliberately slow inputs: ``python -m benchmarks.hostile``.

"Growth" is the time for 100 kB divided by the time for 25 kB: about 4 if the cost is linear, 16 if
it is quadratic. The tests count executed Python steps instead of time, which leaves out the work of
regular expressions.
"""

import time
from collections.abc import Callable, Iterator, Sequence

from comments.references import resolve_thread
from comments.references.resolver_types import CommentInput
from comments.submission.near_duplicates.minhash import compute_minhash
from core.sanitizing.articles import clean_article
from core.sanitizing.comments import render_comment
from moderation.filters.matching.term_list import TermMatcher, parse_terms
from tests.adversarial import ARTICLES, COMMENTS, LISTED, REFERENCES, repeat_to_length

SIZE = 100_000
TIMES = 4
ROUNDS = 3

type TextFunction = Callable[[str], object]


def resolve_references(text: str) -> object:
    """Resolve the references between two comments that both consist of ``text``."""
    return resolve_thread([CommentInput(1, "Ann", text), CommentInput(2, "a", text)])


def build_cases() -> Iterator[tuple[str, TextFunction, Sequence[str]]]:
    """Yield the name and function of each benchmark, and the pieces of text to repeat as input."""
    yield "comment", render_comment, COMMENTS
    yield "article", clean_article, ARTICLES
    yield "references", resolve_references, REFERENCES
    yield "word list", TermMatcher(parse_terms("pills\npills pills*\np*\n赌场").terms).find, LISTED
    yield "MinHash", compute_minhash, ("w ", "ship of the sea ", "é")


def measure_seconds(read: TextFunction, text: str) -> float:
    """Return the CPU time of the fastest of several runs, in seconds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        read(text)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    worst = (0.0, "")
    print(f"{'':12}{'piece':30}{'25 kB':>10}{'100 kB':>10}{'growth':>8}")
    for name, read, pieces in build_cases():
        for piece in pieces:
            few, many = (
                measure_seconds(read, repeat_to_length(piece, size))
                for size in (SIZE // TIMES, SIZE)
            )
            growth = many / few
            worst = max(worst, (growth, f"{name}, {piece!r}"))
            print(f"{name:12}{piece!r:30}{few * 1e3:7.0f} ms{many * 1e3:7.0f} ms{growth:8.1f}")
    print(f"\nHighest growth: {worst[0]:.1f} ({worst[1]}).")


if __name__ == "__main__":
    main()
