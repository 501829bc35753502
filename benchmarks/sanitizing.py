"""Measure the sanitizers with a typical comment and a typical article."""

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
    print(f"comment of {len(COMMENT)} characters: {measure_seconds(50, COMMENT) * 1e6:.0f} µs")
    milliseconds = measure_seconds(5, ARTICLE, clean_html) * 1e3
    print(f"article of {len(ARTICLE)} characters: {milliseconds:.1f} ms")


def clean_html(source: str) -> str:
    return clean_article(source).html


def measure_seconds(times: int, source: str, work: Callable[[str], str] = render_comment) -> float:
    """Return the CPU time of the fastest of ``times`` runs, in seconds."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        work(source)
        seconds.append(time.process_time() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
