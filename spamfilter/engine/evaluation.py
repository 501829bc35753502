"""Evaluate the classifier on labeled CSV files."""

import csv
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spamfilter.engine.tokenizer import strip_markup
from spamfilter.engine.training import Example, train
from spamfilter.engine.vectors import HashedFeatures

# Not tuned to the test set.
THRESHOLD = 0.5
MAX_FALSE_POSITIVE_RATE = 0.01


class UnreadableFile(Exception):
    """A file can't be read or has the wrong format. The message names the file and the problem."""


@dataclass(frozen=True, slots=True)
class LabeledText:
    """The text of a comment, possibly with markup, and its label."""

    text: str
    is_spam: bool


def read_labeled_csv(path: Path) -> Sequence[LabeledText]:
    """Read a UTF-8 CSV file with the columns CONTENT and CLASS (1 is spam, 0 is ham).

    Other columns are ignored. Raise ``UnreadableFile`` if the file can't be read or is invalid.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(_parse_rows(path, csv.DictReader(lines, strict=True)))
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path} is not UTF-8.") from error
    except csv.Error as error:
        raise UnreadableFile(f"{path} is not CSV: {error}.") from error
    if not rows:
        raise UnreadableFile(f"{path} has no comments.")
    return rows


def evaluate(train_set: Sequence[LabeledText], test_set: Sequence[LabeledText]) -> dict[str, float]:
    """Train on one set and evaluate on another.

    Return ``f1`` at ``THRESHOLD``, ``recall_at_1pct_fpr`` (see ``recall_at_fpr``), and
    ``ms_per_verdict``, the mean CPU time in milliseconds to score one comment.
    """
    model = train(Example(_extract(example), example.is_spam) for example in train_set).model
    started = time.process_time()
    scores = [model.score(_extract(example)) for example in test_set]
    seconds = time.process_time() - started
    labels = [example.is_spam for example in test_set]
    return {
        "f1": round(f1_score(scores, labels), 4),
        "recall_at_1pct_fpr": round(recall_at_fpr(MAX_FALSE_POSITIVE_RATE, scores, labels), 4),
        "ms_per_verdict": round(seconds * 1000 / len(test_set), 4),
    }


def f1_score(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Return the harmonic mean of precision and recall at ``THRESHOLD``."""
    predicted = [score >= THRESHOLD for score in scores]
    true_positives = sum(one and label for one, label in zip(predicted, labels, strict=True))
    return 2 * true_positives / max(1, sum(predicted) + sum(labels))


def recall_at_fpr(max_rate: float, scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Return the highest recall of any threshold whose false positive rate is at most ``max_rate``.

    ``scores`` and ``labels`` have one entry per comment; rates range from 0 to 1.
    """
    ham = sorted(score for score, label in zip(scores, labels, strict=True) if not label)
    spam = sorted(score for score, label in zip(scores, labels, strict=True) if label)
    if not spam:
        return 0.0
    # The threshold is just above the highest-scoring ham that must not be a false positive.
    allowed = int(max_rate * len(ham))
    threshold = ham[-allowed - 1] if ham else -1.0
    return (len(spam) - bisect_right(spam, threshold)) / len(spam)


def _extract(labeled: LabeledText) -> HashedFeatures:
    return HashedFeatures.from_text(strip_markup(labeled.text))


def _parse_rows(path: Path, reader: "csv.DictReader[str]") -> Iterator[LabeledText]:
    missing = [name for name in ("CONTENT", "CLASS") if name not in (reader.fieldnames or ())]
    if missing:
        raise UnreadableFile(f"{path} has no column {' and no column '.join(missing)}.")
    for row in reader:
        text, label = row["CONTENT"], (row["CLASS"] or "").strip()
        if text is None or label not in {"0", "1"}:
            raise UnreadableFile(f"{path}, line {reader.line_num}: CLASS must be 0 or 1.")
        yield LabeledText(text, label == "1")
