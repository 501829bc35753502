from pathlib import Path

import pytest

from interchange.source_records import UnreadableSource
from tests.corpora import corpus, seed
from tests.interchange.read_helpers import ENTRY, read, read_export, read_page

PAGE = """\
Harbour Notes What the tide brings in
May 3, 2014
The Dredger Is Back

It came at four.

Comments

You heard it too?

Posted by: Bob | May 3 2014 10:07 utc | 101

No.

Posted by: Ann | May 3 2014 11:30 utc | 102
"""


def get_refusal(path: Path, name: str = "typepad") -> str:
    with pytest.raises(UnreadableSource) as refused:
        read(path, name)
    return str(refused.value).replace(str(path), "FILE")


NO_EXPORT = "FILE is not a Movable Type export, but"
XML = b'<?xml version="1.0"?>\n'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "FILE is empty."),
        (b"\n \n\n", "FILE is empty."),
        (b"\x7fELF\x02\x01\0\0\0\0", "FILE is not a text file."),
        (b"PK\x03\x04rest", "FILE is a zip archive. Unpack it first."),
        (b"\x1f\x8b\x08rest", "FILE is a gzip archive. Unpack it first."),
        (b"words\n", "FILE: line 1 is not the start of an entry of a Movable Type export."),
        (
            b"AUTHOR: Ann\nTITLE: T",
            (
                "FILE: the file is truncated: it ends in line 2,"
                " within the part that starts in line 1."
            ),
        ),
        (
            XML + b'<movabletype xmlns="http://www.sixapart.com/ns/movabletype">',
            f"{NO_EXPORT} a Movable Type XML backup. Export the entries as text instead.",
        ),
        (
            XML + b'<rss xmlns:wp="http://wordpress.org/export/1.2/">',
            f"{NO_EXPORT} a WordPress export.",
        ),
        (
            b"<!DOCTYPE html>\n<html>",
            f"{NO_EXPORT} a web page. For saved articles, use --format typepad-page.",
        ),
        (b'{"db": []}', f"{NO_EXPORT} a JSON file."),
    ],
)
def test_files_that_are_no_exports(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "export.txt"
    path.write_bytes(content)

    assert get_refusal(path) == message


def test_a_missing_file(tmp_path: Path) -> None:
    assert get_refusal(tmp_path / "no.txt") == "Can't read FILE: No such file or directory."


def test_a_folder(tmp_path: Path) -> None:
    assert get_refusal(tmp_path) == "Can't read FILE: Is a directory."


@pytest.mark.parametrize("name", ["wordpress/small-export.xml", "disqus/remark42-disqus.xml"])
def test_real_files_of_other_formats(name: str) -> None:
    assert "Movable Type export" in get_refusal(corpus(name))


def test_an_export_truncated_within_a_character(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_bytes(ENTRY.replace("Hello", "é").encode().split(b"\xa9")[0])

    assert get_refusal(path) == "FILE is truncated: it ends within a character."


def test_a_truncated_export_is_refused(tmp_path: Path) -> None:
    comment = "COMMENT:\nAUTHOR: Bob\nDATE: 03/26/2012 09:00:00 AM\nHi.\n-----\n"
    whole = f"{ENTRY}{comment}--------\n{ENTRY}{comment}--------\n"
    second = whole.index("--------\n") + len("--------\n")

    for end in range(second + 1, len(whole) - len("\n")):
        with pytest.raises(UnreadableSource, match=r"truncated|not the start"):
            read_export(tmp_path, whole[:end])


def test_a_truncated_page_is_refused(tmp_path: Path) -> None:
    head = range(1, PAGE.index("Comments"))
    first = range(PAGE.index("You heard") + 1, PAGE.index(" utc | 101"))
    second = range(PAGE.index("No.\n") + 1, PAGE.index(" | 102"))

    for end in (*head, *first, *second):
        with pytest.raises(UnreadableSource, match=r"truncated|not a saved"):
            read_page(tmp_path, PAGE[:end])


def test_half_of_the_seed_page_is_refused(tmp_path: Path) -> None:
    text = seed("page.txt").read_text(encoding="utf-8")

    with pytest.raises(UnreadableSource):
        read_page(tmp_path, text[: len(text) // 2])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("only words", "page.txt is not a saved article page: date and title are missing."),
        ("<html><body>words", "page.txt is truncated: the closing </html> is missing."),
        (
            "<html><body>words</body></html>",
            "page.txt is not a saved page of a TypePad article.",
        ),
        (ENTRY, "page.txt is not a saved article page: date and title are missing."),
    ],
)
def test_files_that_are_no_pages(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        read_page(tmp_path, content)

    assert str(refused.value) == message


def test_a_folder_without_pages(tmp_path: Path) -> None:
    assert get_refusal(tmp_path, "typepad-page") == "FILE contains no pages (.html, .htm or .txt)."
