import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.urls import resolve

from blog.models import Article
from comments.models import Comment
from interchange.article_import import import_article
from interchange.import_report import ImportReport
from interchange.import_run import ImportRun, compute_hash
from interchange.importing import import_site
from interchange.media_folder import MediaFolder
from interchange.picture_import import PictureImporter
from interchange.source_records import SourceArticle, SourceComment, SourceStatus
from interchange.source_urls import get_path, parse_dated_path, split_url
from tests.corpora import corpus, typepad_excerpt
from tests.interchange.import_helpers import comment, entry, store, store_page
from tests.interchange.read_helpers import NOW, articles, options, read

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

_ARTICLE = re.compile(r"/\d{4}/\d{2}/[^/?]+\.html(?:#\w+)?")

PAGE = """<html><head><link rel="canonical" href="https://x.example/blog/2013/01/ships.html"></head>
<body><h2 class="date-header">January 14, 2013</h2>
<h3 class="entry-header">Ships</h3><div class="entry-body"><p>Ahoy.</p></div>
<div class="comment" id="comment-6a00d8341c640e53ef01b8d2461b8a970c">
<div class="comment-content"><p>Hello.</p></div>
<p class="comment-footer">Posted by: Bob | Jan 14 2013 15:07 utc | 1</p></div>
<div class="comment" id="comment-6a00d8341c640e53ef01b8d2461b8b970d">
<div class="comment-content"><p>Hello Bob.</p></div>
<p class="comment-footer">Posted by: Rex | Jan 14 2013 15:09 utc | 2</p></div></body></html>"""


def follow_redirects(client: Client, path: str) -> str:
    """Follow redirects from an old URL and return the path of the article, with fragment."""
    for status in (301, 301, 301, 302):
        response = client.get(path)
        path = response["Location"]
        if _ARTICLE.fullmatch(path):
            break
        assert response.status_code == status
    return path


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="one database for a walk this long")
@pytest.mark.parametrize(
    ("name", "public", "linked"),
    [("around-the-corner", 25, 1), ("getcoreinterface", 6, 0), ("modthemachine", 35, 1)],
)
def test_urls_of_a_typepad_export_redirect(
    client: Client, tmp_path: Path, name: str, public: int, linked: int
) -> None:
    check_redirects(client, typepad_excerpt(name, tmp_path, every=11), public, linked)


@pytest.mark.parametrize("name", ["net-MultiplePosts", "net-PostWithComments"])
def test_urls_of_a_movable_type_export_redirect(client: Client, name: str) -> None:
    check_redirects(client, corpus(f"movabletype/{name}.txt"), 1, 0)


def check_redirects(client: Client, path: Path, public: int, linked: int) -> None:
    """Check the old URLs of published articles and the links between them."""
    import_site(path=path, format_name="typepad", options=options())
    sources = [article for article in articles(read(path, "typepad")) if article.url]
    shown = [source for source in sources if source.status is SourceStatus.PUBLISHED]
    assert len(shown) == public
    for source in shown:
        old = quote(get_path(source.url))
        article = get_article_at(client, old)
        comments = Comment.objects.numbered().filter(thread__article=article)
        assert (article.title, comments.count()) == (source.title, len(source.comments))
        if parse_dated_path(get_path(source.url)):
            # The path of the blog doesn't matter.
            assert get_article_at(client, f"/elsewhere{old[old.index('/20') :]}") == article
        # The export has no comment IDs, so their URLs lead to the list of comments.
        named = follow_redirects(client, f"{old}?cid=6a00d8341c640e53ef")
        assert named == f"{article.get_absolute_url()}#comments"
    dated = {parse_dated_path(get_path(comment.url)) for comment in shown} - {None}
    links = {
        link
        for link in find_internal_links(sources)
        if parse_dated_path(unquote(link).rstrip(" )")) in dated
    }
    assert len(links) == linked
    for link in links:
        assert get_article_at(client, link).basename in link


def get_article_at(client: Client, path: str) -> Article:
    found = resolve(unquote(follow_redirects(client, path).partition("#")[0]))
    return Article.objects.published().get(**found.kwargs)


def find_internal_links(sources: list[SourceArticle]) -> set[str]:
    """Return the paths of internal links in articles and comments."""
    hosts = "|".join({re.escape(split_url(source.url).hostname or "") for source in sources})
    address = re.compile(
        rf"https?://(?:{hosts})(/[^\s\"'<>#]*(?:\.html|/)[^\w\s\"'<>#]*)(?=[\s\"'<>#?]|$)"
    )
    texts = (text for source in sources for text in _texts(source))
    return {link for text in texts for link in address.findall(text)}


def _texts(source: SourceArticle) -> Iterator[str]:
    yield from (source.body, source.more, source.excerpt)
    yield from (comment.body for comment in source.comments)


@pytest.mark.parametrize("cid", ["6a00d8341c640e53ef01b8d2461b8b970d"])
def test_the_url_of_a_comment_on_a_saved_page_redirects(
    client: Client, tmp_path: Path, cid: str
) -> None:
    store_page(tmp_path, PAGE)
    there = "/2013/01/ships.html#c2"
    assert follow_redirects(client, f"/blog/2013/01/ships.html?cid={cid}") == there
    assert follow_redirects(client, f"/2013/01/ships/comments/was/{cid}/") == there


def test_a_saved_page_adds_legacy_ids_to_exported_comments(client: Client, tmp_path: Path) -> None:
    day = "03/26/2012 09:", "01/14/2013 03:"
    comments = (comment("Hello.", "Bob", 7), comment("Hello Bob.", "Rex", 9))
    head = {"TITLE": "Ships", "UNIQUE_URL": "https://x.example/blog/2013/01/ships.html"}
    head["DATE"] = "01/14/2013 01:00:00 PM"
    store(
        tmp_path,
        entry(*(comment.replace(*day).replace("AM", "PM") for comment in comments), **head),
    )
    there = "/2013/01/ships.html"
    cid = "6a00d8341c640e53ef01b8d2461b8b970d"
    assert follow_redirects(client, f"/blog{there}?cid={cid}") == f"{there}#comments"
    store_page(tmp_path, PAGE)
    assert Comment.objects.count() == 2
    assert follow_redirects(client, f"/blog{there}?cid={cid}") == f"{there}#c2"


def _text(item: Tag, name: str) -> str:
    found = item.find(name)
    return found.get_text() if found else ""


def _article(item: Tag) -> SourceArticle:
    """Convert an item of a WordPress export, without its text."""
    number = _text(item, "wp:post_id")
    return SourceArticle(
        key=number,
        title=_text(item, "title"),
        basename=_text(item, "wp:post_name"),
        published_at=dt.datetime.fromisoformat(f"{_text(item, 'wp:post_date_gmt')}+00:00"),
        place=number,
        url=_text(item, "link"),
        legacy_urls=(f"https://wpthemetestdata.wordpress.com/?p={number}",),
        comments=tuple(
            _comment(comment_element) for comment_element in item.find_all("wp:comment")
        ),
    )


def _comment(element: Tag) -> SourceComment:
    key = _text(element, "wp:comment_id")
    is_shown = _text(element, "wp:comment_approved") == "1"
    return SourceComment(
        key=key,
        author=_text(element, "wp:comment_author"),
        published_at=dt.datetime.fromisoformat(f"{_text(element, 'wp:comment_date_gmt')}+00:00"),
        body=_text(element, "wp:comment_content"),
        place=key,
        legacy_id=key,
        status=SourceStatus.PUBLISHED if is_shown else SourceStatus.HELD,
    )


@pytest.mark.slow
def test_all_urls_of_a_wordpress_export_redirect(client: Client) -> None:
    file = corpus("wordpress/wptt-themeunittestdata.wordpress.xml")
    items = BeautifulSoup(file.read_bytes(), "lxml-xml").find_all("item")
    posts = [
        _article(item)
        for item in items
        if _text(item, "wp:post_type") == "post" and _text(item, "wp:status") == "publish"
    ]
    run = ImportRun("wordpress", ImportReport("wordpress"), ZoneInfo("UTC"), NOW)
    for post in posts:
        import_article(run, PictureImporter(run, MediaFolder(None)), compute_hash(post.key), post)
    shown = [
        (post, comment)
        for post in posts
        for comment in post.comments
        if comment.status == "published"
    ]
    assert len(posts) > 30
    assert len(shown) > 20
    for post in posts:
        article = Article.objects.get(redirects__path=f"/?p={post.key}")
        old = quote(get_path(post.url))
        for path in (f"/?p={post.key}", f"{old}comment-page-2/"):
            assert follow_redirects(client, path) == article.get_absolute_url()
    for post, one in shown:
        comment = Comment.objects.get(legacy_ids__key=one.key)
        place = f"{comment.thread.article.get_absolute_url()}#c{comment.number}"
        old = quote(get_path(post.url))
        assert follow_redirects(client, f"{old}?replytocom={one.key}") == place
        assert follow_redirects(client, f"/?p={post.key}&replytocom={one.key}") == place
        # Browsers keep the fragment "#comment-123" on redirects; a script then requests this URL.
        base = comment.thread.article.get_absolute_url().removesuffix(".html")
        assert follow_redirects(client, f"{base}/comments/was/{one.key}/") == place
