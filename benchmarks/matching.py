"""Measure the cost of matching text against short and long word lists.

Run ``.venv/bin/python benchmarks/matching.py [--terms FILE] [--size N]``. If the file has fewer
than N terms, random words are added. Times are CPU times.
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


def read_lines(path: Path, size: int) -> list[str]:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = [term.line for term in parse_terms(text).terms][:size]
    letters = random.Random(1)  # noqa: S311 - repeatable
    while len(lines) < size:
        lines.append("".join(letters.choices("abcdefghijklmnopqrstuvwxyz", k=9)))
    return lines


def measure(call: Callable[[], object], times: int) -> float:
    """Return the CPU time of a call in microseconds, the best of five rounds."""
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        for _ in range(times):
            call()
        best = min(best, (time.process_time() - started) / times)
    return best * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terms", type=Path, default=TERMS)
    parser.add_argument("--size", type=int, default=65_000)
    options = parser.parse_args()
    lines = read_lines(options.terms, options.size)
    print("terms   compiled in   1,000 letters   10,000 letters   1,000 with disguises")
    for size in (FEW, options.size):
        started = time.process_time()
        terms = TermMatcher(parse_terms("\n".join(lines[:size])).terms)
        terms.find(DISGUISED)
        compiled = time.process_time() - started
        text, disguised = (SENTENCE * 200)[:10_000], (DISGUISED + SENTENCE * 20)[:1000]
        short = measure(partial(terms.find, text[:1000]), 50)
        long = measure(partial(terms.find, text), 5)
        odd = measure(partial(terms.find, disguised), 50)
        print(f"{size:>6,} {compiled:>11.2f} s {short:>11.0f} µs {long:>13.0f} µs {odd:>16.0f} µs")


if __name__ == "__main__":
    main()
