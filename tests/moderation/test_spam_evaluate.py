"""``manage.py spam_filter evaluate`` prints one JSON object and touches no site."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from moderation.spam.evaluating import f1, recall_at

SPAM = ["Buy my pills at http://pills.example", "Subscribe to my channel", "Cheap pills, order"]
HAM = ["I agree with Rex", "The harbour is full of ships", "Who has paid for it?"]


def write(path: Path, *, heading: str = "CONTENT,CLASS", bom: bool = False) -> Path:
    """Write a file of comments, in the order of columns that the heading has."""
    rows = [(text, "1") for text in SPAM] + [(text, "0") for text in HAM]
    names = heading.split(",")
    lines = [
        ",".join(f'"{ {"CONTENT": text, "CLASS": label}.get(name, "-") }"' for name in names)
        for text, label in rows
    ]
    path.write_text("\n".join([heading, *lines]), encoding="utf-8-sig" if bom else "utf-8")
    return path


def evaluate(train: list[Path], test: list[Path]) -> dict[str, float]:
    """Run the command and read what it printed."""
    out = StringIO()
    arguments = ["--train", *map(str, train), "--test", *map(str, test)]
    call_command("spam_filter", "evaluate", *arguments, stdout=out)
    figures: dict[str, float] = json.loads(out.getvalue())
    return figures


def test_one_object_is_printed_and_no_site_is_touched(tmp_path: Path) -> None:
    # Without the mark django_db any query would fail.
    file = write(tmp_path / "one.csv")
    figures = evaluate([file], [file])
    assert list(figures) == ["f1", "recall_at_1pct_fpr", "ms_per_verdict"]
    assert figures["f1"] == figures["recall_at_1pct_fpr"] == 1
    assert figures["ms_per_verdict"] > 0


@pytest.mark.parametrize("heading", ["CLASS,CONTENT", "AUTHOR,CONTENT,DATE,CLASS"])
@pytest.mark.parametrize("bom", [False, True])
def test_columns_come_in_any_order(tmp_path: Path, heading: str, bom: bool) -> None:
    plain = write(tmp_path / "plain.csv")
    other = write(tmp_path / "other.csv", heading=heading, bom=bom)
    assert evaluate([plain, other], [other])["f1"] == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "No such file"),
        (b"", "no column CONTENT and no column CLASS"),
        (b"CONTENT,CLASS\n", "holds no comments"),
        (b"CONTENT,KIND\nHello,1\n", "no column CLASS"),
        (b"CONTENT,CLASS\nHello,spam\n", "line 2: CLASS must be 0 or 1"),
        (b"CONTENT,CLASS\nHello\n", "line 2: CLASS must be 0 or 1"),
        (b"CONTENT,CLASS\n\xff\xfe,1\n", "is not UTF-8"),
        (b'CONTENT,CLASS\n"Hello,1\n', "is not CSV"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, content: bytes | None, told: str) -> None:
    good, bad = write(tmp_path / "good.csv"), tmp_path / "bad.csv"
    if content is not None:
        bad.write_bytes(content)
    with pytest.raises(CommandError, match=rf"bad\.csv.*{told}"):
        evaluate([good], [bad])


def test_f1_and_recall() -> None:
    spam = [True, True, True, False, False]
    assert f1([0.9, 0.8, 0.4, 0.6, 0.1], spam) == pytest.approx(2 / 3)
    assert recall_at(0.01, [0.9, 0.8, 0.4, 0.6, 0.1], spam) == pytest.approx(2 / 3)
    assert recall_at(0.5, [0.9, 0.8, 0.4, 0.6, 0.1], spam) == 1
    assert recall_at(0.01, [0.5] * 5, spam) == 0
