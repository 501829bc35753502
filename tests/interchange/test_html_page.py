"""Pages of four templates."""

from interchange.source_records import SourceArticle, SourceSite
from tests.interchange.read_helpers import SAMPLES, articles, moment, options, read, sites, warnings


def read_sample(name: str, zone: str = "UTC") -> SourceArticle:
    (article,) = articles(read(SAMPLES / name, "typepad-page", options(zone)))
    return article


def test_the_article_of_a_numbered_page() -> None:
    article = read_sample("numbered-page.html")

    assert article.title == "The Dredger Is Back – And So Is The Noise"
    assert article.basename == "the-dredger-is-back"
    assert article.url == "https://www.harbournotes.example/2014/05/the-dredger-is-back.html"
    assert article.key == "2014/05/the-dredger-is-back"
    assert article.published_at == moment("2014-05-03T09:07:00+00:00")
    assert article.author == "b"
    assert article.body.startswith("<p>It came at <strong>four")
    assert ">bigger</a>" in article.body
    assert article.more == "<p>More after the fold.</p>"


def test_the_site_of_a_page() -> None:
    assert sites(read(SAMPLES / "numbered-page.html", "typepad-page")) == [
        SourceSite("Harbour Notes", "What the tide brings in")
    ]


def test_the_comments_of_a_numbered_page() -> None:
    first, second = read_sample("numbered-page.html").comments

    assert (first.number, first.author, first.url) == (
        101,
        "Bob | the other one",
        "http://bob.example/",
    )
    assert first.published_at.isoformat() == "2014-05-03T10:07:00+00:00"
    assert first.key == "6a00d8341c0000000001a511af51aa970c"
    assert first.body == (
        "Posted by: Ann | May 3 2014 9:12 utc | 100\n\nYou heard it too?\nI thought it was the"
        " &lt;b>ferry&lt;/b> & its horn. See http://tides.example/today or"
        ' <a href="http://tides.example/">the table</a>.'
    )
    assert (second.number, second.author, second.url) == (102, "Ann", "")
    assert second.body == "@Bob\n\n<blockquote>the ferry</blockquote>\n\nNo. It was <em>not</em>."


def test_missing_quoted_comments_are_reported_and_the_preview_is_ignored() -> None:
    found = read(SAMPLES / "numbered-page.html", "typepad-page")

    assert warnings(found) == ["Comment 100 by Ann is quoted but missing; its number stays unused."]


def test_the_default_template_with_a_reply() -> None:
    article = read_sample("default-page.html", "America/New_York")
    question, answer = article.comments

    assert article.published_at == moment("2009-11-05T04:15:00+00:00")
    assert article.categories == ("Soil",)
    assert (question.author, question.url) == ("Oskar", "http://profile.typepad.com/oskar")
    assert question.published_at.isoformat() == "2009-11-05T18:40:00+00:00"
    assert (answer.author, answer.parent_key) == ("Lena", question.key)
    assert answer.body == "Worms are welcome."


def test_an_older_template_without_ids() -> None:
    article = read_sample("older-page.html")

    assert (article.title, article.author, article.basename) == (
        "Closing time",
        "Zoë",
        "closing_time",
    )
    assert [(comment.author, comment.body) for comment in article.comments] == [
        ("Emil", "One more?"),
        ("Zoë", "No.\n\nHome."),
    ]


def test_the_template_of_movable_type() -> None:
    article = read_sample("movable-type-page.html")
    question, answer = article.comments

    assert (article.body, article.more) == ("<p>Again.</p>", "<p>And again.</p>")
    assert article.published_at == moment("2011-07-02T05:45:00+00:00")
    assert (question.key, question.author, question.body) == ("301", "Ida", "Which line?")
    assert question.published_at.isoformat() == "2011-07-02T07:00:30+00:00"
    assert (answer.author, answer.url, answer.parent_key) == ("Max", "http://max.example/", "301")


def test_all_pages_of_a_folder_are_read() -> None:
    assert len(articles(read(SAMPLES, "typepad-page"))) == 4
