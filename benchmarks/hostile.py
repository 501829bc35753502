"""Times what reads strangers' text on text made to be slow.

Run as ``.venv/bin/python -m benchmarks.hostile``. "Grows" is how many times longer 100 kB take than
25 kB: about 4 where cost is in proportion to length, 16 where it is to the square. Tests count
steps instead, which leaves out what a regular expression does within; this sees that too.
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

type Reader = Callable[[str], object]


def references(text: str) -> object:
    """Read the references of a comment to another one of the same text."""
    return resolve_thread([CommentInput(1, "Ann", text), CommentInput(2, "a", text)])


def readers() -> Iterator[tuple[str, Reader, Sequence[str]]]:
    """Yield what reads strangers' text, its name first, and which pieces are to be tried on it."""
    yield "comment", render_comment, COMMENTS
    yield "article", clean_article, ARTICLES
    yield "references", references, REFERENCES
    yield "word list", TermMatcher(parse_terms("pills\npills pills*\np*\n赌场").terms).find, LISTED
    yield "likeness", compute_minhash, ("w ", "ship of the sea ", "é")


def seconds(read: Reader, text: str) -> float:
    """Return the processor time that the fastest of some runs took."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        read(text)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Print a line for each piece, and the worst growth."""
    worst = (0.0, "")
    print(f"{'':12}{'piece':30}{'25 kB':>10}{'100 kB':>10}{'grows':>8}")
    for name, read, pieces in readers():
        for piece in pieces:
            few, many = (
                seconds(read, repeat_to_length(piece, size)) for size in (SIZE // TIMES, SIZE)
            )
            grows = many / few
            worst = max(worst, (grows, f"{name}, {piece!r}"))
            print(f"{name:12}{piece!r:30}{few * 1e3:7.0f} ms{many * 1e3:7.0f} ms{grows:8.1f}")
    print(f"\nThe fastest growth is {worst[0]:.1f} ({worst[1]}).")


if __name__ == "__main__":
    main()
