import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from blog.models import Article
from interchange import importing
from tests.interchange.import_helpers import comment, entry

pytestmark = pytest.mark.django_db


def run(path: Path, *arguments: str, name: str = "typepad") -> str:
    output = StringIO()
    call_command("import_site", str(path), f"--format={name}", *arguments, stdout=output)
    return output.getvalue()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.txt"
    path.write_text(entry(comment(), body="<p>Hi.</p><script>1</script>"), encoding="utf-8")
    return path


def test_the_output_has_warnings_and_counts(export: Path) -> None:
    assert run(export).splitlines() == [
        "line 1: “First”: 1 script removed.",
        "Articles: 1 created, 0 updated, 0 unchanged, 0 skipped.",
        "Comments: 1 created, 0 updated, 0 unchanged, 0 skipped.",
    ]


def test_the_report(export: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"

    run(export, f"--report={report}")

    one = {"created": 1, "updated": 0, "unchanged": 0, "skipped": 0}
    assert json.loads(report.read_text(encoding="utf-8")) == {
        "format": "typepad",
        "articles": one,
        "comments": one,
        "warnings": [{"place": "line 1", "text": "“First”: 1 script removed."}],
    }


def test_a_dry_run_changes_nothing(export: Path) -> None:
    assert run(export, "--dry-run").endswith("Dry run: nothing was changed.\n")
    assert not Article.objects.exists()


def test_the_time_zone_option(export: Path) -> None:
    run(export, "--timezone=America/New_York")

    assert Article.objects.get().published_at.isoformat() == "2012-03-26T02:21:46+00:00"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "FILE is empty."),
        (b"\0\1\2", "FILE is not a text file."),
        (
            b"nothing of the kind",
            "FILE: line 1 is not the start of an entry of a Movable Type export.",
        ),
        (
            entry().encode()[:-30],
            (
                "FILE: the file is truncated: it ends in line 10,"
                " within the part that starts in line 10."
            ),
        ),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_one_line(
    tmp_path: Path, content: bytes, line: str
) -> None:
    path = tmp_path / "export.txt"
    path.write_bytes(content)

    with pytest.raises(CommandError) as error:
        run(path)

    assert str(error.value).replace(str(path), "FILE") == line
    assert error.value.returncode == 1
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("--timezone=Mars/Crater", "Unknown time zone: Mars/Crater."),
        ("--media=/no/such/folder", "/no/such/folder is not a folder."),
        ("--encoding=no-such", "Unknown encoding: no-such."),
        ("--report=/no/such/report.json", "Can't write the report to"),
    ],
)
def test_invalid_arguments_are_refused(export: Path, argument: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(export, argument)

    assert not Article.objects.exists()


@pytest.mark.parametrize("name", ["geocities", "wordpress"])
def test_an_unknown_format_is_refused_in_one_line(export: Path, name: str) -> None:
    with pytest.raises(CommandError) as error:
        run(export, name=name)

    assert str(error.value) == f"Unknown format: {name}. Available formats: typepad, typepad-page."
    assert error.value.returncode == 1


def test_an_interruption_explains_how_to_continue(
    export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "import_article", interrupted)

    with pytest.raises(CommandError, match="Run the command again to continue") as error:
        run(export)

    assert error.value.returncode == 130


def test_the_command_fails_if_an_article_could_not_be_stored(
    export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr(importing, "import_article", broken)

    with pytest.raises(CommandError, match="could not be stored: 1"):
        run(export)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal(export: Path) -> None:
    terminal = Terminal()

    call_command("import_site", str(export), "--format=typepad", stdout=StringIO(), stderr=terminal)

    assert terminal.getvalue() == "\r1 of 1 articles\n"
