"""Comment feeds with threading."""

import xml.etree.ElementTree as ET

import feedparser
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from blog.models import Article
from blog.site.current import get_current_site
from comments.models import Comment, Commenter, Thread
from comments.rendering.feeds import SITE_FEED_LENGTH, THREAD_FEED_LENGTH
from comments.threads.services.importing import ImportedComment, import_comments
from comments.threads.services.status import change_status
from comments.threads.services.threads import get_or_create_thread
from tests.people import ARTICLE_DAY, CreateComment, MakeArticle, fill_thread

THREAD = "/2016/12/the-harbour/comments/atom.xml"
_ATOM = "{http://www.w3.org/2005/Atom}"
_THREADING = "{http://purl.org/syndication/thread/1.0}"


def _feed(client: Client, path: str) -> feedparser.FeedParserDict:
    parsed = feedparser.parse(client.get(path).content)
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


def _get_in_reply_to(client: Client, path: str) -> dict[str, list[tuple[str, str, str]]]:
    """Return the in-reply-to elements of each entry by title: IDs, URLs, and types."""
    feed = ET.fromstring(client.get(path).text)  # noqa: S314 - our own
    return {
        entry.findtext(f"{_ATOM}title") or "": [
            (element.attrib["ref"], element.attrib["href"], element.attrib["type"])
            for element in entry.iter(f"{_THREADING}in-reply-to")
        ]
        for entry in feed.iter(f"{_ATOM}entry")
    }


def test_an_entry_is_a_comment(
    client: Client, rex: Commenter, create_comment: CreateComment
) -> None:
    comment = create_comment(rex, "I saw <b>no</b> ships & boats.")
    (entry,) = _feed(client, THREAD).entries
    assert entry.title == "Rex on “The Harbour” (#1)"
    assert entry.link == "http://testserver/2016/12/the-harbour/comments/1/"
    assert entry.author == "Rex"
    assert entry.content[0].value == comment.html


def test_a_reply_names_its_target(
    client: Client, rex: Commenter, create_comment: CreateComment
) -> None:
    first = create_comment(rex, "I saw no ships.")
    create_comment(rex, "Neither did I.", reply_to=first)
    ids = {entry.title: entry.id for entry in _feed(client, THREAD).entries}
    assert _get_in_reply_to(client, THREAD) == {
        "Rex on “The Harbour” (#1)": [],
        "Rex on “The Harbour” (#2)": [
            (
                ids["Rex on “The Harbour” (#1)"],
                "http://testserver/2016/12/the-harbour/comments/1/",
                "text/html",
            )
        ],
    }


def test_the_text_of_a_reply_shows_its_target(
    client: Client, nia: Commenter, rex: Commenter, create_comment: CreateComment
) -> None:
    rex.name = "Rex & <b>Co</b>"
    rex.save()
    first = create_comment(rex, "I saw no ships.")
    second = create_comment(rex, "Nor boats.")
    reply = create_comment(rex, "@1 Neither did I.", reply_to=second)
    for path in (THREAD, "/comments/atom.xml", f"/people/{rex.slug}/atom.xml"):
        entry = _feed(client, path).entries[0]
        permalink = "http://testserver/2016/12/the-harbour/comments"
        name = "Rex &amp; &lt;b&gt;Co&lt;/b&gt;"
        assert entry.content[0].value == (
            f'<p>In reply to <a href="{permalink}/1/">#1 {name}</a>,'
            f' <a href="{permalink}/2/">#2 {name}</a></p>\n{reply.html}'
        )
        assert _feed(client, path).entries[-1].content[0].value == first.html


def test_a_missing_target_is_not_named(client: Client, thread: Thread) -> None:
    body = "Posted by: jfl | Dec 14 2016 15:07 utc | 100\n\nI agree."
    import_comments(
        thread=thread,
        comments=[
            ImportedComment(author_name="Ada", body=body, published_at=ARTICLE_DAY, number=101)
        ],
    )
    assert _get_in_reply_to(client, THREAD) == {"Ada on “The Harbour” (#101)": []}


def test_unpublished_comments_are_left_out(
    client: Client, rex: Commenter, nia: Commenter, create_comment: CreateComment
) -> None:
    create_comment(nia, "Nobody has read this yet.")
    removed = create_comment(rex, "A rude word.")
    change_status(comment=removed, to=Comment.Status.REMOVED, expected_version=removed.version)
    assert _feed(client, THREAD).entries == []
    assert _feed(client, "/comments/atom.xml").entries == []


def test_comments_on_a_draft_are_left_out(client: Client, make_article: MakeArticle) -> None:
    fill_thread(get_or_create_thread(make_article(status=Article.Status.DRAFT)), 2)
    assert _feed(client, "/comments/atom.xml").entries == []
    assert client.get(THREAD).status_code == 404


def test_the_site_feed_is_newest_first_and_limited(
    client: Client, make_article: MakeArticle
) -> None:
    fill_thread(get_or_create_thread(make_article("One")), SITE_FEED_LENGTH)
    fill_thread(get_or_create_thread(make_article("Two")), 3)
    entries = _feed(client, "/comments/atom.xml").entries
    assert len(entries) == SITE_FEED_LENGTH
    times = [entry.published for entry in entries]
    assert times == sorted(times, reverse=True)


def test_a_thread_feed_has_only_its_comments(
    client: Client, thread: Thread, make_article: MakeArticle
) -> None:
    fill_thread(thread, THREAD_FEED_LENGTH + 2)
    fill_thread(get_or_create_thread(make_article("Other")), 1)
    feed = _feed(client, THREAD)
    assert len(feed.entries) == THREAD_FEED_LENGTH
    assert feed.entries[0].title.endswith(f"“The Harbour” (#{THREAD_FEED_LENGTH + 2})")
    assert feed.feed.title == "The Harbour: comments"


def test_an_empty_thread_has_a_feed(client: Client, article: Article) -> None:
    assert _feed(client, THREAD).feed.updated == "2016-12-12T18:00:00+00:00"


def test_an_unknown_article_has_no_feed(client: Client, article: Article) -> None:
    assert client.get("/2016/12/no/comments/atom.xml").status_code == 404


def test_a_feed_takes_two_queries(
    client: Client, thread: Thread, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill_thread(thread, 30, reply_every=2)
    get_current_site()  # cached
    # comments with their articles, and the comments that they answer
    with django_assert_num_queries(2):
        client.get("/comments/atom.xml")
