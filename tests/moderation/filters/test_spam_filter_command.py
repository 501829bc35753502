"""``manage.py spam_filter evaluate`` prints one JSON object and uses no database."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from spamfilter.engine.evaluation import f1_score, recall_at_fpr

pytestmark = pytest.mark.slow

SPAM = ["Buy my pills at http://pills.example", "Subscribe to my channel", "Cheap pills, order"]
HAM = ["I agree with Rex", "The harbour is full of ships", "Who has paid for it?"]


def write_csv(path: Path, *, header: str = "CONTENT,CLASS", bom: bool = False) -> Path:
    rows = [(text, "1") for text in SPAM] + [(text, "0") for text in HAM]
    names = header.split(",")
    lines = [
        ",".join(f'"{ {"CONTENT": text, "CLASS": label}.get(name, "-") }"' for name in names)
        for text, label in rows
    ]
    path.write_text("\n".join([header, *lines]), encoding="utf-8-sig" if bom else "utf-8")
    return path


def evaluate(train: list[Path], test: list[Path]) -> dict[str, float]:
    out = StringIO()
    arguments = ["--train", *map(str, train), "--test", *map(str, test)]
    call_command("spam_filter", "evaluate", *arguments, stdout=out)
    figures: dict[str, float] = json.loads(out.getvalue())
    return figures


def test_it_prints_one_object_and_uses_no_database(tmp_path: Path) -> None:
    # Without the mark django_db, any query fails.
    file = write_csv(tmp_path / "one.csv")
    figures = evaluate([file], [file])
    assert list(figures) == ["f1", "recall_at_1pct_fpr", "ms_per_verdict"]
    assert figures["f1"] == figures["recall_at_1pct_fpr"] == 1
    assert figures["ms_per_verdict"] > 0


@pytest.mark.parametrize("header", ["CLASS,CONTENT", "AUTHOR,CONTENT,DATE,CLASS"])
@pytest.mark.parametrize("bom", [False, True])
def test_columns_are_found_by_name(tmp_path: Path, header: str, bom: bool) -> None:
    plain = write_csv(tmp_path / "plain.csv")
    other = write_csv(tmp_path / "other.csv", header=header, bom=bom)
    assert evaluate([plain, other], [other])["f1"] == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "No such file"),
        (b"", "no column CONTENT and no column CLASS"),
        (b"CONTENT,CLASS\n", "has no comments"),
        (b"CONTENT,KIND\nHello,1\n", "no column CLASS"),
        (b"CONTENT,CLASS\nHello,spam\n", "line 2: CLASS must be 0 or 1"),
        (b"CONTENT,CLASS\nHello\n", "line 2: CLASS must be 0 or 1"),
        (b"CONTENT,CLASS\n\xff\xfe,1\n", "is not UTF-8"),
        (b'CONTENT,CLASS\n"Hello,1\n', "is not CSV"),
    ],
)
def test_an_invalid_file_is_named(tmp_path: Path, content: bytes | None, message: str) -> None:
    good, bad = write_csv(tmp_path / "good.csv"), tmp_path / "bad.csv"
    if content is not None:
        bad.write_bytes(content)
    with pytest.raises(CommandError, match=rf"bad\.csv.*{message}"):
        evaluate([good], [bad])


def test_f1_and_recall_at_a_false_positive_rate() -> None:
    spam = [True, True, True, False, False]
    assert f1_score([0.9, 0.8, 0.4, 0.6, 0.1], spam) == pytest.approx(2 / 3)
    assert recall_at_fpr(0.01, [0.9, 0.8, 0.4, 0.6, 0.1], spam) == pytest.approx(2 / 3)
    assert recall_at_fpr(0.5, [0.9, 0.8, 0.4, 0.6, 0.1], spam) == 1
    assert recall_at_fpr(0.01, [0.5] * 5, spam) == 0
