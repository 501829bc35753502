"""Times sanitising: a typical comment and a typical article. See ``benchmarks.hostile`` too."""

import time
from collections.abc import Callable

from core.sanitizing.articles import clean_article
from core.sanitizing.comments import render_comment

COMMENT = """@jfl I think “Paveway IV” is right – it’s about gas infrastructure, see
http://www.example.org/2017/01/public-utilities-.html and what was said before:

> the priority in the west carries a risk

Second <i>paragraph</i>, with more words to reach the length of a usual comment. """
ARTICLE = f"<p>{'Words of an article, <b>bold</b> and <a href=/x>linked</a>. ' * 10}</p>" * 15


def main() -> None:
    """Print one line for each measurement."""
    print(f"comment of {len(COMMENT)} characters: {best_of(50, COMMENT) * 1e6:.0f} µs")
    print(f"article of {len(ARTICLE)} characters: {best_of(5, ARTICLE, clean) * 1e3:.1f} ms")


def clean(source: str) -> str:
    """Clean an article and return only its HTML."""
    return clean_article(source).html


def best_of(times: int, source: str, work: Callable[[str], str] = render_comment) -> float:
    """Return the seconds of processor time that the fastest of some runs took."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        work(source)
        seconds.append(time.process_time() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
