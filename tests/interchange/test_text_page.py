import datetime as dt
import json
from pathlib import Path

import pytest

from interchange.saved_pages.bylines import parse_byline
from interchange.source_records import SourceArticle, SourceSite
from tests.corpora import seed
from tests.interchange.read_helpers import articles, options, read, read_page, sites, warnings
from tests.interchange.test_invalid_files import PAGE


def test_the_seed_page() -> None:
    expected = json.loads(seed("expected.json").read_text(encoding="utf-8"))
    found = read(seed("page.txt"), "typepad-page")
    (article,) = articles(found)

    assert sites(found) == [SourceSite(expected["site_title"], "Brecht quote")]
    assert article.title == expected["article"]["title"]
    assert (
        article.basename
        == "syria-roundup-government-liberates-aleppo-in-revenge-isis-retakes-palmyra"
    )
    assert article.published_at == dt.datetime.fromisoformat(expected["article"]["date"]).replace(
        tzinfo=dt.UTC
    )
    assert article.body.count("bigger</p>") == expected["article"]["links_named_bigger"]
    assert article.body.count("<blockquote>") == 1
    assert [
        (comment.number, comment.author, comment.published_at) for comment in article.comments
    ] == [
        (comment["number"], comment["author"], dt.datetime.fromisoformat(comment["published"]))
        for comment in expected["comments"]
    ]
    assert all(
        one["text_starts"] in found.body
        for one, found in zip(expected["comments"], article.comments, strict=True)
    )


def test_a_byline_at_the_start_of_a_comment_is_text() -> None:
    found = read(seed("page.txt"), "typepad-page")

    assert (
        articles(found)[0]
        .comments[0]
        .body.startswith("jfl | Dec 14, 2016 5:09:27 AM | 100\n\nMy view on ISIS FWIW")
    )
    assert warnings(found) == ["Comment 100 by jfl is quoted but missing; its number stays unused."]


def only(tmp_path: Path, text: str) -> SourceArticle:
    (article,) = articles(read_page(tmp_path, text))
    return article


def test_a_pasted_byline_does_not_end_the_comment(tmp_path: Path) -> None:
    pasted = "Posted by: Bob | May 3 2014 10:07 utc | 101\n\nNo, Bob."

    article = only(tmp_path, PAGE.replace("No.", pasted))

    assert [comment.body for comment in article.comments] == ["You heard it too?", pasted]


@pytest.mark.parametrize(
    ("line", "author", "moment", "number"),
    [
        ("Posted by: jfl | Jan 10 2017 10:34 utc | 104", "jfl", "2017-01-10T10:34", 104),
        ("Posted by: Jon S | August 08, 2008 at 01:40 PM", "Jon S", "2008-08-08T13:40", None),
        ("Posted by: a | b | Dec 14, 2016 5:09:27 AM | 100", "a | b", "2016-12-14T05:09:27", 100),
        ("jfl | Dec 14, 2016 5:09:27 AM | 100", "jfl", "2016-12-14T05:09:27", 100),
    ],
)
def test_bylines(line: str, author: str, moment: str, number: int | None) -> None:
    byline = parse_byline(line, options().timezone)

    assert byline is not None
    assert byline.published_at == dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    assert (byline.author, byline.number) == (author, number)


@pytest.mark.parametrize(
    "line", ["", "Posted by: Ann", "a | b", "Posted by: Ann | yesterday | 3", "see you | at 10:30"]
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert parse_byline(line, options().timezone) is None


def test_the_first_line_is_the_title(tmp_path: Path) -> None:
    found = read_page(tmp_path, PAGE)

    assert sites(found) == [SourceSite("Harbour Notes What the tide brings in", "")]


def test_a_host_separates_title_and_tagline(tmp_path: Path) -> None:
    found = read_page(tmp_path, PAGE.replace("four.", "http://www.harbour-notes.example/2014/"))

    assert sites(found) == [SourceSite("Harbour Notes", "What the tide brings in")]


def test_a_page_that_starts_with_the_date_has_no_site(tmp_path: Path) -> None:
    assert sites(read_page(tmp_path, PAGE.partition("\n")[2])) == []


def test_comments_without_numbers(tmp_path: Path) -> None:
    article = only(tmp_path, PAGE.replace(" | 101", "").replace(" | 102", ""))

    assert [comment.number for comment in article.comments] == [None, None]
    assert len({comment.key for comment in article.comments}) == 2


def test_the_footer_is_skipped(tmp_path: Path) -> None:
    found = read_page(tmp_path, f"{PAGE}\nThe comments to this entry are closed.\n")

    assert len(articles(found)[0].comments) == 2
    assert warnings(found) == ["Skipped the text after the comments."]


def test_the_author_is_read_from_the_articles_byline(tmp_path: Path) -> None:
    page = PAGE.replace(
        "\nComments\n", "Posted by b on May 3, 2014 at 09:07 AM | Permalink\n\nComments\n"
    )

    article = only(tmp_path, page)

    assert article.author == "b"
    assert article.body == "<p>It came at four.</p>"


def test_text_is_escaped_and_quotes_become_blockquotes(tmp_path: Path) -> None:
    page = PAGE.replace("It came at four.", "a < b & c\n\nSomebody – @some\n> Words.\n3:46 AM")

    assert only(tmp_path, page).body == (
        "<p>a &lt; b &amp; c</p>\n"
        "<blockquote><p>Somebody – @some<br>\nWords.<br>\n3:46 AM</p></blockquote>"
    )


def test_long_lines_of_a_copied_comment_are_paragraphs(tmp_path: Path) -> None:
    long = "The harbour was full of ships that night. " * 6
    article = only(tmp_path, PAGE.replace("You heard it too?", f"{long.strip()}\nAnd so was I."))

    assert article.comments[0].body == f"{long.strip()}\n\nAnd so was I."
