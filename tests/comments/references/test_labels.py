"""Quality on hand-labeled threads, if the corpora are available."""

import pytest

from benchmarks.references import (
    EXPORTS,
    Score,
    measure,
    measure_labels,
    read_rows,
    read_threads,
    resolve_numbers,
)
from tests.corpora import corpus

HOST = "Jeremy Tammik"


def score() -> Score:
    """Return precision and recall on the certain, explicit labels."""
    threads = read_threads(corpus("threads/the-building-coder.jsonl"), host=HOST)
    labels = list(read_rows(corpus("threads/labels.jsonl")))
    return measure(threads, labels, lambda thread: resolve_numbers(thread, host=HOST))


@pytest.mark.slow
def test_labeled_threads_are_resolved_well() -> None:
    measured = score()
    assert measured.precision >= 0.98
    assert measured.recall >= 0.95


@pytest.mark.slow
def test_unseen_threads_are_resolved_well() -> None:
    for name in EXPORTS:
        corpus(f"typepad/{name}.txt")
    corpus("threads/the-building-coder.jsonl")
    measured = measure_labels("held_out")
    assert measured.precision >= 0.97
    assert measured.recall >= 0.92
