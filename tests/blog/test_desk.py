"""The authors' desk: drafts, what is planned, what waits, and how much is read."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from blog.models import Article
from blog.services import add_views, save_article
from comments.models import Comment, Commenter
from comments.services.threads import thread_of
from comments.submission.services import submit_comment

DESK = "/admin/desk/"


def write(
    author: User, title: str, *, status: str = "published", at: dt.timedelta = dt.timedelta()
) -> Article:
    """Write an article; ``at`` is when it is published, from now."""
    when = timezone.now() + at
    article = Article(title=title, status=status, author=author, published_at=when)
    return save_article(actor=author, article=article)


def test_nobody_else_has_one(client: Client, otto: User, mo: User) -> None:
    assert client.get(DESK).status_code == 302
    for user in (otto, mo):
        client.force_login(user)
        assert client.get(DESK).status_code == 403


def test_an_empty_one_says_so(client: Client, ann: User) -> None:
    client.force_login(ann)
    page = client.get(DESK).text
    assert "None. Nobody waits for you." in page
    assert "Nothing has been published yet." in page
    assert "Read 0 times in 30 days" in page


def test_an_author_finds_what_is_hers(client: Client, ann: User, ed: User) -> None:
    write(ann, "Half a thought", status="draft")
    write(ann, "For Sunday", at=dt.timedelta(days=2))
    write(ann, "The Lock", at=-dt.timedelta(days=1))
    write(ed, "Not hers", status="draft")
    client.force_login(ann)
    desk = client.get(DESK).context["desk"]
    assert [one.title for one in desk.drafts] == ["Half a thought"]
    assert [one.title for one in desk.scheduled] == ["For Sunday"]
    assert [line.article.title for line in desk.latest] == ["The Lock"]


def test_an_editor_may_look_at_everybodys(client: Client, ann: User, ed: User) -> None:
    write(ann, "Half a thought", status="draft")
    client.force_login(ed)
    assert client.get(DESK).context["desk"].drafts == []
    everybodys = client.get(DESK, {"whose": "all"}).context["desk"]
    assert [one.title for one in everybodys.drafts] == ["Half a thought"]
    client.force_login(ann)
    assert not client.get(DESK, {"whose": "all"}).context["everybodys"]


def test_comments_that_wait_under_her_articles(
    client: Client, ann: User, ed: User, nia: Commenter
) -> None:
    for author, text in ((ann, "On the lock"), (ed, "On the bridge")):
        submit_comment(thread=thread_of(write(author, "One")), commenter=nia, body=text)
    assert Comment.objects.waiting().count() == 2
    client.force_login(ann)
    page = client.get(DESK).text
    assert "On the lock" in page
    assert "On the bridge" not in page


def test_how_much_is_read(client: Client, ann: User) -> None:
    article = write(ann, "The Lock", at=-dt.timedelta(days=1))
    today = timezone.now().date()
    counts = {(article.pk, today): 1200, (article.pk, today - dt.timedelta(days=40)): 5000}
    add_views(counts=Counter(counts))
    client.force_login(ann)
    response = client.get(DESK)
    assert "Read 1,200 times in 30 days" in response.text
    assert response.context["desk"].bars[-1].height == 60
    assert response.context["desk"].latest[0].views == 1200


@pytest.mark.parametrize("articles", [1, 9])
def test_it_costs_the_same_for_one_article_as_for_many(
    client: Client, ann: User, nia: Commenter, articles: int
) -> None:
    for number in range(articles):
        thread = thread_of(write(ann, f"Article {number}", at=-dt.timedelta(days=1)))
        submit_comment(thread=thread, commenter=nia, body=f"Comment {number}")
        write(ann, f"Draft {number}", status="draft")
    client.force_login(ann)
    client.get(DESK)
    with CaptureQueriesContext(connection) as captured:
        client.get(DESK)
    assert len(captured) <= 14
