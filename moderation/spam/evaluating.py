"""Measuring the filter on files of comments whose kind is known."""

import csv
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from moderation.spam.reading import without_markup
from moderation.spam.training import Lesson, train
from moderation.spam.vectors import Sample

# Half is where the filter itself draws the line; nothing is fitted to what it is measured on.
LINE = 0.5
FALSE_POSITIVES = 0.01


class UnreadableFile(Exception):
    """A file isn’t there, or isn’t what it should be. Says which, and why."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A comment, and whether it is spam."""

    text: str
    spam: bool


def read_file(path: Path) -> Sequence[Labelled]:
    """Read a CSV file with the columns CONTENT and CLASS, where 1 is spam; others may be there.

    Raises ``UnreadableFile``.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(_rows(path, csv.DictReader(lines, strict=True)))
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path} is not UTF-8.") from error
    except csv.Error as error:
        raise UnreadableFile(f"{path} is not CSV: {error}.") from error
    if not rows:
        raise UnreadableFile(f"{path} holds no comments.")
    return rows


def evaluate(taught: Sequence[Labelled], unknown: Sequence[Labelled]) -> dict[str, float]:
    """Train a filter on some comments and measure it on others, one by one."""
    model = train(Lesson(Sample.of(without_markup(one.text)), one.spam) for one in taught).model
    started = time.process_time()
    scores = [model.score(Sample.of(without_markup(one.text))) for one in unknown]
    took = time.process_time() - started
    spam = [one.spam for one in unknown]
    return {
        "f1": round(f1(scores, spam), 4),
        "recall_at_1pct_fpr": round(recall_at(FALSE_POSITIVES, scores, spam), 4),
        "ms_per_verdict": round(took * 1000 / len(unknown), 4),
    }


def f1(scores: Sequence[float], spam: Sequence[bool]) -> float:
    """Return the harmonic mean of precision and recall with the line at a half."""
    called = [score >= LINE for score in scores]
    right = sum(one and truth for one, truth in zip(called, spam, strict=True))
    return 2 * right / max(1, sum(called) + sum(spam))


def recall_at(rate: float, scores: Sequence[float], spam: Sequence[bool]) -> float:
    """Return the greatest share of spam caught by any line that no more ham than that crosses."""
    ham = sorted(score for score, truth in zip(scores, spam, strict=True) if not truth)
    caught = sorted(score for score, truth in zip(scores, spam, strict=True) if truth)
    if not caught:
        return 0.0
    # The line lies just above the ham that must stay below it.
    allowed = int(rate * len(ham))
    line = ham[-allowed - 1] if ham else -1.0
    return (len(caught) - bisect_right(caught, line)) / len(caught)


def _rows(path: Path, reader: "csv.DictReader[str]") -> Iterator[Labelled]:
    missing = [name for name in ("CONTENT", "CLASS") if name not in (reader.fieldnames or ())]
    if missing:
        raise UnreadableFile(f"{path} has no column {' and no column '.join(missing)}.")
    for row in reader:
        text, label = row["CONTENT"], (row["CLASS"] or "").strip()
        if text is None or label not in {"0", "1"}:
            raise UnreadableFile(f"{path}, line {reader.line_num}: CLASS must be 0 or 1.")
        yield Labelled(text, label == "1")
