"""The microformats2 of pages, read by an independent parser."""

from typing import Any

import mf2py
import pytest
from django.test import Client

from blog.models import Article
from blog.site.current import get_current_site
from comments.models import Comment, Thread
from comments.threads.services.threads import get_or_create_thread
from tests.people import MakeArticle
from tests.sample_threads import create_long_article, create_thread

ARTICLE = "/2016/12/harbour-roundup.html"
BASE = "http://testserver"


@pytest.fixture
def discussion(make_article: MakeArticle) -> Thread:
    """A thread whose first comment replies to number 1, which is missing."""
    return create_thread(create_long_article(make_article), 20, first_number=2)


def parse_entry(client: Client, path: str = ARTICLE) -> dict[str, Any]:
    """Return the properties of a page's only h-entry."""
    items = mf2py.parse(doc=client.get(path).text, url=BASE + path)["items"]
    (found,) = [item for item in items if item["type"] == ["h-entry"]]
    properties: dict[str, Any] = found["properties"]
    return properties


@pytest.mark.usefixtures("discussion")
def test_an_article_is_an_entry(client: Client) -> None:
    article = parse_entry(client)
    assert article["name"][0].startswith("Harbour Roundup: The Ferry Is Late Again")
    assert article["published"] == ["2016-12-12T18:00:00+0000"]
    assert article["author"][0]["properties"]["name"] == ["Ann"]
    assert article["url"] == [BASE + ARTICLE]
    assert "The ferry was late again" in article["content"][0]["value"]


def test_an_article_without_a_byline_is_by_the_site(client: Client, article: Article) -> None:
    Article.objects.update(author=None, author_name="")
    path = article.get_absolute_url()
    (author,) = parse_entry(client, path)["author"]
    assert author["value"] == get_current_site().title


@pytest.mark.usefixtures("discussion")
def test_each_comment_belongs_to_the_article(client: Client) -> None:
    comments = parse_entry(client)["comment"]
    assert len(comments) == 20
    assert {tuple(comment["type"]) for comment in comments} == {("h-cite",)}
    second = comments[1]["properties"]
    assert comments[1]["id"] == "c3"
    assert second["author"][0]["properties"]["name"] == ["Ben Okri"]
    assert second["author"][0]["properties"]["url"] == [f"{BASE}/people/ben-okri/"]
    assert second["published"] == ["2016-12-12T19:07:00+0000"]
    assert second["url"] == [f"{BASE}/2016/12/harbour-roundup/comments/3/"]
    assert second["content"][0]["value"].startswith("The ferry was late again")


@pytest.mark.usefixtures("discussion")
def test_a_comment_names_its_targets(client: Client) -> None:
    comments = {comment["id"]: comment["properties"] for comment in parse_entry(client)["comment"]}
    assert f"{BASE}{ARTICLE}#c12" in comments["c13"]["in-reply-to"]
    assert "in-reply-to" not in comments["c3"]


@pytest.mark.usefixtures("discussion")
def test_a_missing_target_is_named(client: Client) -> None:
    comments = {comment["id"]: comment["properties"] for comment in parse_entry(client)["comment"]}
    assert comments["c2"]["in-reply-to"] == [f"{BASE}/2016/12/harbour-roundup/comments/1/"]


def test_a_stub_is_not_a_comment(client: Client, discussion: Thread) -> None:
    discussion.comments.filter(number=5).update(status=Comment.Status.REMOVED)
    ids = [comment["id"] for comment in parse_entry(client)["comment"]]
    assert "c5" not in ids
    assert len(ids) == 19


def test_a_comment_page_has_the_same_entry(client: Client, make_article: MakeArticle) -> None:
    article = create_long_article(make_article)
    create_thread(article, 101)
    assert get_or_create_thread(article).last_number == 101
    page = parse_entry(client, "/2016/12/harbour-roundup/comments/page/2/")
    assert page["url"] == [BASE + ARTICLE]
    assert [comment["id"] for comment in page["comment"]] == ["c101"]
