"""Measure the spam filter and how fast it learns, compared with a scikit-learn baseline.

Run ``.venv/bin/python -m benchmarks.spam_filter [--files FOLDER]``. Each file of the YouTube Spam
Collection serves as the test set once, with the other files as the training set. The baseline is a
logistic regression over TF-IDF of words, word pairs, and character n-grams.
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
SHUFFLES = 1

type Comments = Sequence[LabeledText]
# F1 at a threshold of 0.5, and recall at 1% false positives.
type Figures = tuple[float, float]


def compute_figures(scores: Sequence[float], test_set: Comments) -> Figures:
    labels = [example.is_spam for example in test_set]
    return f1_score(scores, labels), recall_at_fpr(0.01, scores, labels)


def measure_baseline(train_set: Comments, test_set: Comments) -> Figures:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - only used here
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only used here
    from sklearn.pipeline import make_pipeline, make_union  # noqa: PLC0415 - only used here

    pipeline = make_pipeline(
        make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        ),
        LogisticRegression(C=10, max_iter=1000),
    ).fit([example.text for example in train_set], [example.is_spam for example in train_set])
    probabilities = pipeline.predict_proba([example.text for example in test_set])
    return compute_figures([float(row[1]) for row in probabilities], test_set)


def measure_learning(train_set: Comments, test_set: Comments) -> list[Figures]:
    """Return F1 and recall after each number of examples in ``SIZES``.

    The examples are learned one by one, with retraining, as on a live site.
    """
    tests = [HashedFeatures.from_text(strip_markup(example.text)) for example in test_set]
    examples: list[Example] = []
    model, trained, figures = SpamModel.load(dump_seed_model()), 0, []
    for size in SIZES:
        for one in train_set[len(examples) : size]:
            example = Example(HashedFeatures.from_text(strip_markup(one.text)), one.is_spam)
            model.learn(example.features, is_spam=example.is_spam)
            examples.append(example)
            if is_training_due(new=len(examples) - trained, trained=trained):
                model, trained = train(examples).model, len(examples)
        figures.append(compute_figures([model.score(test) for test in tests], test_set))
    return figures


def report_files(files: dict[str, Comments]) -> None:
    """Print F1 and recall of the filter and the baseline, with each file as the test set."""
    print(f"{'test file':24} {'F1':>6} {'recall':>7} {'ms':>6}   baseline {'F1':>6} {'recall':>7}")
    for name, test_set in files.items():
        train_set = [example for other in files if other != name for example in files[other]]
        own, baseline = evaluate(train_set, test_set), measure_baseline(train_set, test_set)
        print(
            f"{name:24} {own['f1']:6.3f} {own['recall_at_1pct_fpr']:7.3f}"
            f" {own['ms_per_verdict']:6.2f}            {baseline[0]:6.3f} {baseline[1]:7.3f}"
        )


def report_learning_curve(files: dict[str, Comments]) -> None:
    """Print mean F1 and recall across all files, by number of examples learned."""
    own: list[list[Figures]] = [[] for _ in SIZES]
    baselines: list[list[Figures]] = [[] for _ in SIZES]
    for seed in range(SHUFFLES):
        for name, test_set in files.items():
            train_set = [example for other in files if other != name for example in files[other]]
            random.Random(seed).shuffle(train_set)  # noqa: S311 - repeatable
            for index, figures in enumerate(measure_learning(train_set, test_set)):
                own[index].append(figures)
            for index, size in enumerate(SIZES):
                if len({example.is_spam for example in train_set[:size]}) == 2 and seed == 0:
                    baselines[index].append(measure_baseline(train_set[:size], test_set))
    print(f"\n{'examples':>9} {'F1':>6} {'recall':>7}   baseline {'F1':>6} {'recall':>7}")
    for size, one, other in zip(SIZES, own, baselines, strict=True):
        print(f"{size:9} {_format_mean(one):>14}            {_format_mean(other):>14}")


def report_seed_model(path: Path) -> None:
    """Print how a new site's model classifies a file of text messages."""
    model = SpamModel.load(dump_seed_model())
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for label in ("ham", "spam"):
        scores = [
            model.score(HashedFeatures.from_text(text)) for kind, text in rows if kind == label
        ]
        held, spam = (
            sum(score >= threshold for score in scores) / len(scores) for threshold in (0.8, 0.97)
        )
        print(f"{label:5} {len(scores):5}: held {held:.2%}, marked as spam {spam:.2%}")


def _format_mean(figures: Sequence[Figures]) -> str:
    if not figures:
        return ""
    f1, recall = (sum(each) / len(figures) for each in zip(*figures, strict=True))
    return f"{f1:6.3f} {recall:7.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the spam filter.")
    parser.add_argument("--files", type=Path, default=FILES, help="folder of the data sets")
    folder: Path = parser.parse_args().files
    files = {name: read_labeled_csv(folder / name) for name in YOUTUBE}
    report_files(files)
    report_learning_curve(files)
    print("\ntext messages, seed model:")
    report_seed_model(folder / "sms.tsv")
    comments = [score for each in files.values() for score in each]
    started = time.process_time()
    train(Example(HashedFeatures.from_text(comment.text), comment.is_spam) for comment in comments)
    seconds = time.process_time() - started
    print(f"\ntraining on {len(comments)} comments: {seconds:.1f} s")


if __name__ == "__main__":
    main()
