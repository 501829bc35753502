from pathlib import Path

import pytest

from core.sanitizing.articles import Markup
from interchange.source_records import SourceStatus
from tests.interchange.read_helpers import (
    ENTRY,
    articles,
    moment,
    one_export,
    options,
    read_export,
    warnings,
)


def with_line(line: str) -> str:
    key = line.partition(":")[0]
    lines = [old for old in ENTRY.splitlines() if not old.startswith(f"{key}:")]
    return "\n".join([line, *lines, "--------\n"])


def test_headers_can_have_any_order(tmp_path: Path) -> None:
    article = one_export(tmp_path, with_line("AUTHOR EMAIL: ann@example.org"))

    assert (article.author, article.author_email) == ("Ann", "ann@example.org")
    assert (article.basename, article.published_at) == (
        "first",
        moment("2012-03-25T22:21:46+00:00"),
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("Publish", SourceStatus.PUBLISHED),
        ("Future", SourceStatus.PUBLISHED),
        ("Draft", SourceStatus.DRAFT),
        ("Review", SourceStatus.DRAFT),
        ("Unpublish", SourceStatus.DRAFT),
        ("Spam", SourceStatus.SPAM),
        ("Nonsense", SourceStatus.DRAFT),
    ],
)
def test_status(tmp_path: Path, status: str, expected: SourceStatus) -> None:
    assert one_export(tmp_path, with_line(f"STATUS: {status}")).status == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("0", Markup.HTML),
        ("wysiwyg", Markup.HTML),
        ("richtext", Markup.HTML),
        ("1", Markup.BREAKS),
        ("__default__", Markup.BREAKS),
        ("markdown", Markup.MARKDOWN),
        ("markdown_with_smartypants", Markup.MARKDOWN),
        ("textile_2", Markup.BREAKS),
    ],
)
def test_convert_breaks(tmp_path: Path, word: str, expected: Markup) -> None:
    assert one_export(tmp_path, with_line(f"CONVERT BREAKS: {word}")).markup == expected


def test_an_unknown_text_format_is_reported(tmp_path: Path) -> None:
    (warning,) = warnings(read_export(tmp_path, with_line("CONVERT BREAKS: textile_2")))

    assert warning == "Unknown text format “textile_2”; read as text with line breaks."


@pytest.mark.parametrize(("word", "expected"), [("1", True), ("0", False), ("2", False)])
def test_closed_threads(tmp_path: Path, word: str, expected: bool) -> None:
    assert one_export(tmp_path, with_line(f"ALLOW COMMENTS: {word}")).allow_comments is expected


def test_the_primary_category_comes_first_and_once(tmp_path: Path) -> None:
    head = "PRIMARY CATEGORY: Sea\nCATEGORY: Land\nCATEGORY: Sea &amp; Sky\nCATEGORY: sea\n"

    assert one_export(tmp_path, f"{head}{ENTRY}--------\n").categories == (
        "Sea",
        "Land",
        "Sea & Sky",
    )


def test_tags_may_be_quoted(tmp_path: Path) -> None:
    article = one_export(tmp_path, with_line('TAGS: "Foo bar",Foo, Bar,foo'))

    assert article.tags == ("Foo bar", "Foo", "Bar")


@pytest.mark.parametrize(
    ("keywords", "tags"),
    [
        ("Maya, Python, C++", ("Maya", "Python", "C++")),
        ("Forge\nDesign Automation", ("Forge", "Design Automation")),
        ("akn_exclude", ()),
        ("", ()),
        ("A sentence, that goes on for longer than any tag ever would have done, is none", ()),
    ],
)
def test_keywords_that_are_tags(tmp_path: Path, keywords: str, tags: tuple[str, ...]) -> None:
    found = read_export(tmp_path, f"{ENTRY}KEYWORDS:\n{keywords}\n-----\n--------\n")

    assert articles(found)[0].tags == tags
    assert bool(warnings(found)) == bool(keywords and not tags)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("It&rsquo;s &lt;late&gt; &amp; dark", "It’s <late> & dark"),
        ("An <i>old</i> song", "An old song"),
        ("a < b and b > c", "a < b and b > c"),
    ],
)
def test_titles_are_unescaped_once(tmp_path: Path, written: str, meant: str) -> None:
    assert one_export(tmp_path, with_line(f"TITLE: {written}")).title == meant


def test_a_missing_title_is_replaced_by_the_first_five_words(tmp_path: Path) -> None:
    export = with_line("TITLE:").replace("Hello.", "One two <b>three</b> four five six.")

    assert one_export(tmp_path, export).title == "One two three four five"


def test_the_unique_url_is_the_key(tmp_path: Path) -> None:
    article = one_export(
        tmp_path, with_line("UNIQUE URL: https://blog.example/2012/03/first.html ")
    )

    assert article.url == "https://blog.example/2012/03/first.html"
    assert article.key == "blog.example/2012/03/first.html"


def test_without_a_url_basename_and_date_are_the_key(tmp_path: Path) -> None:
    assert one_export(tmp_path, f"{ENTRY}--------\n").key == "first@03/25/2012 10:21:46 PM"


def test_comments_only(tmp_path: Path) -> None:
    assert one_export(tmp_path, with_line("NO ENTRY: 1")).comments_only


def test_pings_are_skipped_with_a_warning(tmp_path: Path) -> None:
    ping = "PING:\nTITLE: Spam\nURL: http://spam.example\nIP: \nDATE: \nSpam.\n-----\n"

    found = read_export(tmp_path, f"{ENTRY}{ping}{ping}--------\n")

    assert warnings(found) == ["Skipped trackback pings: 2."]


def test_times_are_in_the_given_time_zone(tmp_path: Path) -> None:
    article = one_export(tmp_path, f"{ENTRY}--------\n", options("America/New_York"))

    assert article.published_at == moment("2012-03-26T02:21:46+00:00")
