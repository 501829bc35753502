"""How well real threads are read, by hand-made labels, where the corpora are at hand."""

from benchmarks.references import Score, measure, read_rows, read_threads, resolved
from tests.corpora import corpus

HOST = "Jeremy Tammik"


def score() -> Score:
    """Return how the resolver fares on the labels that are sure and not implicit."""
    threads = read_threads(corpus("threads/the-building-coder.jsonl"), host=HOST)
    labels = list(read_rows(corpus("threads/labels.jsonl")))
    return measure(threads, labels, lambda thread: resolved(thread, host=HOST))


def test_real_threads_are_read_as_their_readers_read_them() -> None:
    measured = score()
    assert measured.precision >= 0.95
    assert measured.recall >= 0.85
