"""Measures the reference resolver against hand-made labels, and its speed.

Run as ``.venv/bin/python benchmarks/references.py [--comments FILE --labels FILE]``. Only labels
that are sure and not ``implicit`` count; precision and recall are over references, not comments.
"""

import argparse
import html
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from comments.references import CommentInput, resolve_comment, resolve_thread  # noqa: E402

THREADS = ROOT.parent / "shared" / "corpora" / "threads"
LINE_BREAK = re.compile(r"<br\s*/?>|</p>|</div>|</li>", re.IGNORECASE)
QUOTED = re.compile(r"<blockquote[^>]*>(.*?)</blockquote>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(
    r"</?(?:a|b|i|u|p|em|strong|div|ul|ol|li|pre|code|span|blockquote)(?:\s[^<>]*)?>", re.IGNORECASE
)

LIVE_THREAD = 5_000
LIVE_TEXTS = 300

type Row = dict[str, Any]
type Answers = Callable[[list[CommentInput]], dict[int, set[int]]]


@dataclass
class Score:
    """Right, wrong and missed references."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    missed_by_cue: Counter[str] = field(default_factory=Counter)

    def add(self, found: set[int], labelled: set[int], *, cue: str = "") -> None:
        """Count what was found for one comment against what was labelled."""
        self.right += len(found & labelled)
        self.wrong += len(found - labelled)
        self.missed += len(labelled - found)
        self.missed_by_cue[cue] += len(labelled - found)

    @property
    def precision(self) -> float:
        """The share of the found that is right; nothing found is nothing wrong."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the labelled that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"
            f"  ({self.right} right, {self.wrong} wrong, {self.missed} missed)"
        )


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file that holds one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def plain_text(body: str) -> str:
    """Return a comment's body without its tags, quotes as lines that start with ``> ``."""
    quoted = QUOTED.sub(lambda match: "\n" + _as_quote(match[1]) + "\n", body)
    return html.unescape(TAG.sub("", LINE_BREAK.sub("\n", quoted)))


def _as_quote(text: str) -> str:
    lines = LINE_BREAK.sub("\n", text).splitlines()
    return "\n".join(f"> {line}" for line in lines if line.strip())


def read_threads(path: Path, *, host: str) -> dict[str, list[CommentInput]]:
    """Return the threads of a file of comments, by post; ``host`` is the articles' author."""
    threads: dict[str, list[CommentInput]] = defaultdict(list)
    for row in sorted(read_rows(path), key=lambda row: (row["post"], row["n"])):
        threads[row["post"]].append(
            CommentInput(
                number=row["n"],
                author=row["author"],
                text=plain_text(row["body"]),
                published=datetime.fromisoformat(row["date"]),
                is_article_author=row["author"] == host,
            )
        )
    return threads


def resolved(thread: list[CommentInput], *, host: str = "") -> dict[int, set[int]]:
    """Return the numbers that each comment of a thread addresses."""
    targets: dict[int, set[int]] = defaultdict(set)
    for found in resolve_thread(thread, article_author=host):
        targets[found.source].add(found.target)
    return targets


def always_previous(thread: list[CommentInput]) -> dict[int, set[int]]:
    """The first baseline: everybody answers the comment before."""
    numbers = [utterance.number for utterance in thread]
    return defaultdict(set, {later: {n} for n, later in pairwise(numbers)})


def nobody(thread: list[CommentInput]) -> dict[int, set[int]]:
    """The second baseline: nobody answers anybody."""
    return defaultdict(set, {utterance.number: set() for utterance in thread})


def measure(
    threads: dict[str, list[CommentInput]], labels: Iterable[Row], answers: Answers
) -> Score:
    """Return how ``answers`` fares on the labels that are sure and not implicit."""
    score = Score()
    by_post: dict[str, dict[int, set[int]]] = {}
    for label in labels:
        if not label["sure"] or label["how"] == "implicit":
            continue
        post = label["post"]
        if post not in by_post:
            by_post[post] = answers(threads[post])
        score.add(by_post[post][label["n"]], set(label["addresses"]), cue=label["how"])
    return score


def precision_by_cue(
    threads: dict[str, list[CommentInput]], labels: list[Row], *, host: str
) -> dict[str, Score]:
    """Return right and wrong finds by the cue that the resolver named."""
    sure = {
        (row["post"], row["n"]): set(row["addresses"])
        for row in labels
        if row["sure"] and row["how"] != "implicit"
    }
    scores: dict[str, Score] = defaultdict(Score)
    for post in {row["post"] for row in labels}:
        for found in resolve_thread(threads[post], article_author=host):
            if (labelled := sure.get((post, found.source))) is not None:
                scores[found.cue].add({found.target}, labelled & {found.target})
    return scores


def long_thread(threads: dict[str, list[CommentInput]], *, length: int) -> list[CommentInput]:
    """Return the comments of many threads strung into one, numbered from 1."""
    pool = [utterance for thread in threads.values() for utterance in thread]
    return [
        CommentInput(number, said.author, said.text, said.published, said.is_article_author)
        for number, said in enumerate(pool[:length], start=1)
    ]


def time_live(thread: list[CommentInput], *, host: str, rounds: int = 20) -> float:
    """Return the mean seconds to resolve one new comment; only the last texts are at hand."""
    earlier = [
        CommentInput(said.number, said.author, "", said.published, said.is_article_author)
        for said in thread[:-LIVE_TEXTS]
    ] + thread[-LIVE_TEXTS:]
    number = thread[-1].number + 1
    picks = random.Random(1).sample(thread, rounds)  # noqa: S311 -- a repeatable sample
    fresh = [CommentInput(number, pick.author, pick.text) for pick in picks]
    started = time.process_time()
    for comment in fresh:
        resolve_comment(comment, earlier, article_author=host)
    return (time.process_time() - started) / rounds


def report_quality(threads: dict[str, list[CommentInput]], labels: list[Row], *, host: str) -> None:
    """Print precision, recall and F1, by cue, and those of the baselines."""
    score = measure(threads, labels, lambda thread: resolved(thread, host=host))
    print(f"resolver         {score}")
    print(f"always previous  {measure(threads, labels, always_previous)}")
    print(f"nobody           {measure(threads, labels, nobody)}")
    for cue, part in sorted(precision_by_cue(threads, labels, host=host).items()):
        print(f"  found by {cue:<11} {part.right:>4} right, {part.wrong} wrong")
    for cue, count in sorted(score.missed_by_cue.items()):
        print(f"  labelled {cue:<11} {count:>4} missed")


def report_speed(threads: dict[str, list[CommentInput]], *, host: str) -> None:
    """Print the processor time of all threads, of one long thread and of one live comment."""
    started = time.process_time()
    for thread in threads.values():
        resolve_thread(thread, article_author=host)
    each = (time.process_time() - started) / max(1, len(threads))
    total = sum(map(len, threads.values()))
    print(f"{len(threads)} threads, {total} comments: {each * 1000:.2f} ms a thread")
    thread = long_thread(threads, length=LIVE_THREAD)
    started = time.process_time()
    resolve_thread(thread, article_author=host)
    print(f"one thread of {len(thread)}: {time.process_time() - started:.2f} s")
    live = time_live(thread, host=host)
    print(f"one live comment after {len(thread)}: {live * 1000:.1f} ms")


def main() -> None:
    """Read the files, then print quality and speed."""
    parser = argparse.ArgumentParser(description="Measure the reference resolver.")
    parser.add_argument("--comments", type=Path, default=THREADS / "the-building-coder.jsonl")
    parser.add_argument("--labels", type=Path, default=THREADS / "labels.jsonl")
    parser.add_argument("--host", default="Jeremy Tammik", help="byline of the articles' author")
    options = parser.parse_args()
    threads = read_threads(options.comments, host=options.host)
    report_quality(threads, list(read_rows(options.labels)), host=options.host)
    report_speed(threads, host=options.host)


if __name__ == "__main__":
    main()
