"""Measure precision, recall, and speed of the reference resolver.

Run ``python -m benchmarks.references [--comments FILE --labels FILE]``. The references were labeled
by hand; labels that are uncertain or ``implicit`` are ignored. Precision and recall count
references, not comments.

``--labels tuning`` and ``--labels held_out`` measure on the labels in ``reference_labels``, which
are for other threads of the same blog and for TypePad exports. The rules were made with the former;
the latter are only measured.
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

CORPORA = ROOT.parent / "shared" / "corpora"
THREADS = CORPORA / "threads"
EXPORTS = ("modthemachine", "around-the-corner")
LABELS = ROOT / "benchmarks" / "reference_labels"
LINE_BREAK = re.compile(r"<br\s*/?>|</p>|</div>|</li>", re.IGNORECASE)
QUOTED = re.compile(r"<blockquote[^>]*>(.*?)</blockquote>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(
    r"</?(?:a|b|i|u|p|em|strong|div|ul|ol|li|pre|code|span|blockquote)(?:\s[^<>]*)?>", re.IGNORECASE
)

HOST = "Jeremy Tammik"
LONG_THREAD = 5_000
AVAILABLE_TEXTS = 300

type Row = dict[str, Any]
type Resolver = Callable[[list[CommentInput]], dict[int, set[int]]]


@dataclass
class Score:
    right: int = 0
    wrong: int = 0
    missed: int = 0
    missed_by_cue: Counter[str] = field(default_factory=Counter)

    def add(self, found: set[int], labeled: set[int], *, cue: str = "") -> None:
        """Add the counts for one comment, given the references found and those labeled."""
        self.right += len(found & labeled)
        self.wrong += len(found - labeled)
        self.missed += len(labeled - found)
        self.missed_by_cue[cue] += len(labeled - found)

    @property
    def precision(self) -> float:
        """The share of found references that are correct; 1 if none were found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of labeled references that were found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"
            f"  ({self.right} right, {self.wrong} wrong, {self.missed} missed)"
        )


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def plain_text(body: str) -> str:
    """Return a comment's body without tags, with ``> `` before quoted lines."""
    quoted = QUOTED.sub(lambda match: "\n" + _as_quote(match[1]) + "\n", body)
    return html.unescape(TAG.sub("", LINE_BREAK.sub("\n", quoted)))


def _as_quote(text: str) -> str:
    lines = LINE_BREAK.sub("\n", text).splitlines()
    return "\n".join(f"> {line}" for line in lines if line.strip())


def read_threads(path: Path, *, host: str) -> dict[str, list[CommentInput]]:
    """Return the threads in a file, keyed by post. ``host`` is the name of the articles' author."""
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


def read_export(name: str) -> dict[str, tuple[str, list[CommentInput]]]:
    """Return the host and the comments of each article in a TypePad export, keyed by post.

    Comments are numbered from 0 in the order of their dates. The text of the article isn't read.
    """
    text = (CORPORA / "typepad" / f"{name}.txt").read_text(encoding="utf-8", errors="replace")
    threads = {}
    for entry in text.replace("\r\n", "\n").split("\n--------\n"):
        head, *sections = entry.split("\n-----\n")
        fields = dict(line.partition(": ")[::2] for line in head.split("\n"))
        comments = [part for part in map(str.lstrip, sections) if part.startswith("COMMENT:")]
        if comments:
            month, _, year = fields["DATE"][:10].split("/")
            post = f"{name}/{year}-{month}-{fields['BASENAME'].strip()}"
            host = fields["AUTHOR"].strip()
            threads[post] = host, _read_comments(comments, host=host)
    return threads


def _read_comments(sections: list[str], *, host: str) -> list[CommentInput]:
    comments = []
    for section in sections:
        head, date, body = re.split(r"^DATE: (.*)$", section, maxsplit=1, flags=re.MULTILINE)
        author = re.search(r"^AUTHOR:(.*)$", head, re.MULTILINE)
        published = datetime.strptime(date.strip(), "%m/%d/%Y %I:%M:%S %p")  # noqa: DTZ007
        comments.append((published, author[1].strip() if author else "", body.strip("\n")))
    comments.sort(key=lambda comment: comment[0])
    return [
        CommentInput(number, author, plain_text(body), published, author == host)
        for number, (published, author, body) in enumerate(comments)
    ]


def measure_labels(name: str) -> Score:
    """Return the score of the resolver on a set of labels in ``reference_labels``."""
    blog = read_threads(THREADS / "the-building-coder.jsonl", host=HOST)
    threads = {post: (HOST, comments) for post, comments in blog.items()}
    for export in EXPORTS:
        threads |= read_export(export)
    hosts = {id(comments): host for host, comments in threads.values()}
    return measure(
        {post: comments for post, (_, comments) in threads.items()},
        read_rows(LABELS / f"{name}.jsonl"),
        lambda thread: resolve_numbers(thread, host=hosts[id(thread)]),
    )


def resolve_numbers(thread: list[CommentInput], *, host: str = "") -> dict[int, set[int]]:
    """Map the number of each comment to the numbers of the comments that it refers to."""
    targets: dict[int, set[int]] = defaultdict(set)
    for found in resolve_thread(thread, article_author=host):
        targets[found.source].add(found.target)
    return targets


def refer_to_previous(thread: list[CommentInput]) -> dict[int, set[int]]:
    """Baseline: each comment refers to the previous one."""
    numbers = [comment.number for comment in thread]
    return defaultdict(set, {later: {n} for n, later in pairwise(numbers)})


def refer_to_none(thread: list[CommentInput]) -> dict[int, set[int]]:
    """Baseline: return no references for any comment."""
    return defaultdict(set, {comment.number: set() for comment in thread})


def measure(
    threads: dict[str, list[CommentInput]], labels: Iterable[Row], resolver: Resolver
) -> Score:
    """Return a resolver's score on the labels that are certain and not implicit."""
    score = Score()
    by_post: dict[str, dict[int, set[int]]] = {}
    for label in labels:
        if not label["sure"] or label["how"] == "implicit":
            continue
        post = label["post"]
        if post not in by_post:
            by_post[post] = resolver(threads[post])
        score.add(by_post[post][label["n"]], set(label["addresses"]), cue=label["how"])
    return score


def score_by_cue(
    threads: dict[str, list[CommentInput]], labels: list[Row], *, host: str
) -> dict[str, Score]:
    """Return a score for each cue by which the resolver found references."""
    sure = {
        (row["post"], row["n"]): set(row["addresses"])
        for row in labels
        if row["sure"] and row["how"] != "implicit"
    }
    scores: dict[str, Score] = defaultdict(Score)
    for post in {row["post"] for row in labels}:
        for found in resolve_thread(threads[post], article_author=host):
            if (labeled := sure.get((post, found.source))) is not None:
                scores[found.cue].add({found.target}, labeled & {found.target})
    return scores


def build_long_thread(threads: dict[str, list[CommentInput]], *, length: int) -> list[CommentInput]:
    """Combine the comments of many threads into one thread, numbered from 1."""
    pool = [comment for thread in threads.values() for comment in thread]
    return [
        CommentInput(
            number, comment.author, comment.text, comment.published, comment.is_article_author
        )
        for number, comment in enumerate(pool[:length], start=1)
    ]


def measure_new_comment(thread: list[CommentInput], *, host: str, rounds: int = 20) -> float:
    """Return the mean CPU time in seconds to resolve the references in a new comment.

    As on a live site, only the latest comments in the thread come with their text.
    """
    earlier = [
        CommentInput(
            comment.number, comment.author, "", comment.published, comment.is_article_author
        )
        for comment in thread[:-AVAILABLE_TEXTS]
    ] + thread[-AVAILABLE_TEXTS:]
    number = thread[-1].number + 1
    picks = random.Random(1).sample(thread, rounds)  # noqa: S311 -- a repeatable sample
    fresh = [CommentInput(number, pick.author, pick.text) for pick in picks]
    started = time.process_time()
    for comment in fresh:
        resolve_comment(comment, earlier, article_author=host)
    return (time.process_time() - started) / rounds


def report_quality(threads: dict[str, list[CommentInput]], labels: list[Row], *, host: str) -> None:
    """Print the scores of the resolver and the baselines, and the number of references by cue."""
    score = measure(threads, labels, lambda thread: resolve_numbers(thread, host=host))
    print(f"resolver         {score}")
    print(f"previous comment {measure(threads, labels, refer_to_previous)}")
    print(f"no references    {measure(threads, labels, refer_to_none)}")
    for cue, part in sorted(score_by_cue(threads, labels, host=host).items()):
        print(f"  found by {cue:<11} {part.right:>4} right, {part.wrong} wrong")
    for cue, count in sorted(score.missed_by_cue.items()):
        print(f"  labeled {cue:<11} {count:>4} missed")


def report_speed(threads: dict[str, list[CommentInput]], *, host: str) -> None:
    """Print the CPU time for all threads, for one long thread, and for one new comment."""
    started = time.process_time()
    for thread in threads.values():
        resolve_thread(thread, article_author=host)
    each = (time.process_time() - started) / max(1, len(threads))
    total = sum(map(len, threads.values()))
    print(f"{len(threads)} threads, {total} comments: {each * 1000:.2f} ms per thread")
    thread = build_long_thread(threads, length=LONG_THREAD)
    started = time.process_time()
    resolve_thread(thread, article_author=host)
    print(f"one thread of {len(thread)}: {time.process_time() - started:.2f} s")
    live = measure_new_comment(thread, host=host)
    print(f"one new comment after {len(thread)}: {live * 1000:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the reference resolver.")
    parser.add_argument("--comments", type=Path, default=THREADS / "the-building-coder.jsonl")
    parser.add_argument("--labels", type=Path, default=THREADS / "labels.jsonl")
    parser.add_argument("--host", default=HOST, help="name of the articles' author")
    options = parser.parse_args()
    if (LABELS / f"{options.labels}.jsonl").exists():
        print(f"resolver         {measure_labels(options.labels)}")
        return
    threads = read_threads(options.comments, host=options.host)
    report_quality(threads, list(read_rows(options.labels)), host=options.host)
    report_speed(threads, host=options.host)


if __name__ == "__main__":
    main()
