"""Measures the spam filter beside a scikit-learn baseline, and how it learns.

Run as ``.venv/bin/python -m benchmarks.spam_filter [--files FOLDER]``. Each file of the YouTube
Spam Collection is the test once, with the others to learn from. The baseline is a logistic
regression over words, pairs of words and letters within words, weighed by frequency.
"""

import argparse
import csv
import random
import time
from collections.abc import Sequence
from pathlib import Path

from spamfilter.engine.evaluation import (
    LabeledText,
    evaluate,
    f1_score,
    read_labeled_csv,
    recall_at_fpr,
)
from spamfilter.engine.model import SpamModel
from spamfilter.engine.tokenizer import strip_markup
from spamfilter.engine.training import Example, dump_seed_model, is_training_due, train
from spamfilter.engine.vectors import HashedFeatures

FILES = Path(__file__).resolve().parents[1].parent / "shared" / "corpora" / "spam"
YOUTUBE = ("Youtube01-Psy.csv", "Youtube02-KatyPerry.csv", "Youtube03-LMFAO.csv")
SIZES = (0, 10, 20, 50, 100, 200, 400)
ORDERS = 1

type Comments = Sequence[LabeledText]
type Figures = tuple[float, float]


def figures(scores: Sequence[float], unknown: Comments) -> Figures:
    """Return F1 at a half and the share of spam caught at 1 % false positives."""
    spam = [one.is_spam for one in unknown]
    return f1_score(scores, spam), recall_at_fpr(0.01, scores, spam)


def baseline(taught: Comments, unknown: Comments) -> Figures:
    """Return the figures of scikit-learn."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - a benchmark's own
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - the same
    from sklearn.pipeline import make_pipeline, make_union  # noqa: PLC0415 - the same

    pipeline = make_pipeline(
        make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        ),
        LogisticRegression(C=10, max_iter=1000),
    ).fit([one.text for one in taught], [one.is_spam for one in taught])
    shares = pipeline.predict_proba([one.text for one in unknown])
    return figures([float(share[1]) for share in shares], unknown)


def learned_one_by_one(taught: Comments, unknown: Comments) -> list[Figures]:
    """Return the figures after so many decisions as ``SIZES`` says, as the site learns them."""
    tests = [HashedFeatures.from_text(strip_markup(one.text)) for one in unknown]
    lessons: list[Example] = []
    model, trained, found = SpamModel.load(dump_seed_model()), 0, []
    for size in SIZES:
        for one in taught[len(lessons) : size]:
            lesson = Example(HashedFeatures.from_text(strip_markup(one.text)), one.is_spam)
            model.learn(lesson.features, is_spam=lesson.is_spam)
            lessons.append(lesson)
            if is_training_due(new=len(lessons) - trained, trained=trained):
                model, trained = train(lessons).model, len(lessons)
        found.append(figures([model.score(test) for test in tests], unknown))
    return found


def report_files(files: dict[str, Comments]) -> None:
    """Print both filters for each file as the test."""
    print(f"{'test file':24} {'F1':>6} {'recall':>7} {'ms':>6}   baseline {'F1':>6} {'recall':>7}")
    for name, unknown in files.items():
        taught = [one for other in files if other != name for one in files[other]]
        ours, theirs = evaluate(taught, unknown), baseline(taught, unknown)
        print(
            f"{name:24} {ours['f1']:6.3f} {ours['recall_at_1pct_fpr']:7.3f}"
            f" {ours['ms_per_verdict']:6.2f}            {theirs[0]:6.3f} {theirs[1]:7.3f}"
        )


def report_curve(files: dict[str, Comments]) -> None:
    """Print the mean figures of all files over the number of decisions learned, in some orders."""
    ours: list[list[Figures]] = [[] for _ in SIZES]
    theirs: list[list[Figures]] = [[] for _ in SIZES]
    for order in range(ORDERS):
        for name, unknown in files.items():
            taught = [one for other in files if other != name for one in files[other]]
            random.Random(order).shuffle(taught)  # noqa: S311 - repeatable
            for at, found in enumerate(learned_one_by_one(taught, unknown)):
                ours[at].append(found)
            for at, size in enumerate(SIZES):
                if len({one.is_spam for one in taught[:size]}) == 2 and order == 0:
                    theirs[at].append(baseline(taught[:size], unknown))
    print(f"\n{'decisions':>9} {'F1':>6} {'recall':>7}   baseline {'F1':>6} {'recall':>7}")
    for size, one, other in zip(SIZES, ours, theirs, strict=True):
        print(f"{size:9} {_mean(one):>14}            {_mean(other):>14}")


def report_first_day(path: Path) -> None:
    """Print what the filter makes of text messages on its first day."""
    model = SpamModel.load(dump_seed_model())
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for label in ("ham", "spam"):
        scores = [
            model.score(HashedFeatures.from_text(text)) for kind, text in rows if kind == label
        ]
        held = [sum(score >= line for score in scores) / len(scores) for line in (0.8, 0.97)]
        print(f"{label:5} {len(scores):5}: held {held[0]:.2%}, called spam {held[1]:.2%}")


def _mean(found: Sequence[Figures]) -> str:
    if not found:
        return ""
    first, second = (sum(each) / len(found) for each in zip(*found, strict=True))
    return f"{first:6.3f} {second:7.3f}"


def main() -> None:
    """Read the files, then print quality, the curve, the first day and the cost of training."""
    parser = argparse.ArgumentParser(description="Measure the spam filter.")
    parser.add_argument("--files", type=Path, default=FILES, help="where the collections are")
    folder: Path = parser.parse_args().files
    files = {name: read_labeled_csv(folder / name) for name in YOUTUBE}
    report_files(files)
    report_curve(files)
    print("\ntext messages, nothing learned:")
    report_first_day(folder / "sms.tsv")
    everything = [one for comments in files.values() for one in comments]
    started = time.process_time()
    train(Example(HashedFeatures.from_text(one.text), one.is_spam) for one in everything)
    print(f"\ntraining on {len(everything)} comments: {time.process_time() - started:.1f} s")


if __name__ == "__main__":
    main()
