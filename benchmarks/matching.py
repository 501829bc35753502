"""Measures what a look through a word list costs: many terms beside few, long texts beside short.

Run as ``.venv/bin/python benchmarks/matching.py [--terms FILE] [--size N]``. Where the file has
fewer terms than asked for, made-up words fill the list. Times are of the processor, not the wall.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from moderation.filters.matching.term_list import TermMatcher, parse_terms  # noqa: E402

TERMS = ROOT.parent / "shared" / "corpora" / "spam" / "wordpress-comment-blocklist.txt"
FEW = 100
SENTENCE = "The ferry was late again, and nobody on the quay could say whether it had left at all. "
DISGUISED = "One w0rd in disguise, and a Cyrіllic letter. "


def lines_of(path: Path, size: int) -> list[str]:
    """Return as many terms as asked for."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = [term.line for term in parse_terms(text).terms][:size]
    letters = random.Random(1)  # noqa: S311 - made-up words, the same each time
    while len(lines) < size:
        lines.append("".join(letters.choices("abcdefghijklmnopqrstuvwxyz", k=9)))
    return lines


def cost(call: Callable[[], object], times: int) -> float:
    """Return the microseconds of one call, the best of five rounds."""
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        for _ in range(times):
            call()
        best = min(best, (time.process_time() - began) / times)
    return best * 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terms", type=Path, default=TERMS)
    parser.add_argument("--size", type=int, default=65_000)
    options = parser.parse_args()
    lines = lines_of(options.terms, options.size)
    print("terms   compiled in   1,000 letters   10,000 letters   1,000 with disguises")
    for size in (FEW, options.size):
        began = time.process_time()
        terms = TermMatcher(parse_terms("\n".join(lines[:size])).terms)
        terms.find(DISGUISED)
        compiled = time.process_time() - began
        text, disguised = (SENTENCE * 200)[:10_000], (DISGUISED + SENTENCE * 20)[:1000]
        short = cost(partial(terms.find, text[:1000]), 50)
        long = cost(partial(terms.find, text), 5)
        odd = cost(partial(terms.find, disguised), 50)
        print(f"{size:>6,} {compiled:>11.2f} s {short:>11.0f} µs {long:>13.0f} µs {odd:>16.0f} µs")


if __name__ == "__main__":
    main()
