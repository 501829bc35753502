from pathlib import Path

import pytest

from tests.interchange.read_helpers import ENTRY, articles, one_export, read_export

COMMENT = "COMMENT:\nAUTHOR: Bob\nEMAIL: \nIP: 192.0.2.1\nURL: \nDATE: 03/26/2012 09:00:00 AM\n"


@pytest.mark.parametrize(
    "body",
    [
        "above\n-----\nbelow",
        "above\n--------\nbelow",
        "above\n----------\nbelow",
        "-----\n-----\nbelow",
        "above\n-----\n\n\n--------\n\nbelow",
        "above\n-----\nKEYWORDS: are words too",
        "above\n--------\nTITLE: of a book that I read",
        "URL: is what I asked for\nDATE: unknown\nAUTHOR: me",
        "-------- Original Message --------\nFrom: me",
        "above\n-----\n-----\n-----\n-----\n-----\n-----\n-----\nbelow",
    ],
)
def test_comments_can_contain_dashes(tmp_path: Path, body: str) -> None:
    export = f"{ENTRY}{COMMENT}{body}\n-----\n{COMMENT}Next.\n-----\n--------\n{ENTRY}--------\n"

    first, second = articles(read_export(tmp_path, export))

    assert [comment.body for comment in first.comments] == [body, "Next."]
    assert second.comments == ()


@pytest.mark.parametrize("dashes", ["-----", "--------"])
def test_a_tab_after_dashes_is_movable_types_escape(tmp_path: Path, dashes: str) -> None:
    export = f"{ENTRY}{COMMENT}one\n{dashes}\t\nCOMMENT:\nAUTHOR: is text\n-----\n--------\n"

    (comment,) = one_export(tmp_path, export).comments

    assert comment.body == f"one\n{dashes}\nCOMMENT:\nAUTHOR: is text"


def test_bodies_can_contain_lines_like_headers(tmp_path: Path) -> None:
    export = (
        ENTRY.replace("<p>Hello.</p>", "DATE: tomorrow\n  indented\n\nAUTHOR: Eve") + "--------\n"
    )

    article = one_export(tmp_path, export)

    assert article.body == "DATE: tomorrow\n  indented\n\nAUTHOR: Eve"
    assert article.author == "Ann"


@pytest.mark.parametrize(
    "layout",
    [
        "--------\n{entry}-----\n{comment}Hi.\n-----\n",
        "\n\n{entry}\n\n{comment}Hi.\n-----\n\n\n-----\n--------\n",
        "{entry}\n{comment}Hi.\n-----\n\n\n",
        "{entry}{comment}Hi.\n-----\n--------",
        "\ufeff{entry}{comment}Hi.\n-----\n--------\n\n\n",
        "{entry}{comment}Hi.\n--------\n",
    ],
)
def test_variants_of_blank_lines_and_separators(tmp_path: Path, layout: str) -> None:
    article = one_export(tmp_path, layout.format(entry=ENTRY, comment=COMMENT))

    assert article.title == "First"
    assert [comment.body for comment in article.comments] == ["Hi."]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends(tmp_path: Path, end: str) -> None:
    export = f"{ENTRY}{COMMENT}One.\nTwo.\n-----\n--------\n".replace("\n", end)

    assert one_export(tmp_path, export).comments[0].body == "One.\nTwo."


def test_optional_sections_and_text_after_the_label(tmp_path: Path) -> None:
    export = "TITLE: Short\nDATE: 2012-03-25 22:21:46\n-----\nBODY: All of it.\n--------\n"

    article = one_export(tmp_path, export)

    assert (article.body, article.more, article.excerpt) == ("All of it.", "", "")


def test_an_inline_body_of_old_exports(tmp_path: Path) -> None:
    export = (
        "TITLE: Old\nDATE: 03/25/2002 10:21:46\nSTART BODY:\nFirst.\n\nSecond.\n-----\n--------\n"
    )

    assert one_export(tmp_path, export).body == "First.\n\nSecond."
