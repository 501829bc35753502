import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from blog.articles.services import save_article
from blog.models import Article
from blog.view_counts.services import add_view_counts
from comments.models import Comment, Commenter
from comments.submission.services import submit_comment
from comments.threads.services.threads import get_or_create_thread

DASHBOARD = "/admin/dashboard/"


def create_article(
    author: User, title: str, *, status: str = "published", at: dt.timedelta = dt.timedelta()
) -> Article:
    """Save an article; ``at`` is its time of publication relative to now."""
    published_at = timezone.now() + at
    article = Article(title=title, status=status, author=author, published_at=published_at)
    return save_article(actor=author, article=article)


def test_only_authors_have_a_dashboard(client: Client, otto: User, mo: User) -> None:
    assert client.get(DASHBOARD).status_code == 302
    for user in (otto, mo):
        client.force_login(user)
        assert client.get(DASHBOARD).status_code == 403


def test_an_empty_dashboard(client: Client, ann: User) -> None:
    client.force_login(ann)
    response = client.get(DASHBOARD)
    assert response.status_code == 200
    assert response.context["dashboard"].articles == []
    assert 'data-views="0"' in response.text


def test_an_author_sees_their_own_articles(client: Client, ann: User, ed: User) -> None:
    create_article(ann, "Half a thought", status="draft")
    create_article(ann, "For Sunday", at=dt.timedelta(days=2))
    create_article(ann, "The Lock", at=-dt.timedelta(days=1))
    create_article(ed, "Not hers", status="draft")
    client.force_login(ann)
    dashboard = client.get(DASHBOARD).context["dashboard"]
    assert [draft.title for draft in dashboard.drafts] == ["Half a thought"]
    assert [article.title for article in dashboard.scheduled] == ["For Sunday"]
    assert [row.article.title for row in dashboard.latest] == ["The Lock"]


def test_an_editor_can_see_all_articles(client: Client, ann: User, ed: User) -> None:
    create_article(ann, "Half a thought", status="draft")
    client.force_login(ed)
    assert client.get(DASHBOARD).context["dashboard"].drafts == []
    all_authors = client.get(DASHBOARD, {"author": "all"}).context["dashboard"]
    assert [draft.title for draft in all_authors.drafts] == ["Half a thought"]
    client.force_login(ann)
    assert not client.get(DASHBOARD, {"author": "all"}).context["shows_all"]


def test_it_shows_pending_comments_on_own_articles(
    client: Client, ann: User, ed: User, nia: Commenter
) -> None:
    for author, text in ((ann, "On the lock"), (ed, "On the bridge")):
        submit_comment(
            thread=get_or_create_thread(create_article(author, "One")), commenter=nia, body=text
        )
    assert Comment.objects.held().count() == 2
    client.force_login(ann)
    page = client.get(DASHBOARD).text
    assert "On the lock" in page
    assert "On the bridge" not in page


def test_it_shows_views(client: Client, ann: User) -> None:
    article = create_article(ann, "The Lock", at=-dt.timedelta(days=1))
    today = timezone.now().date()
    counts = {(article.pk, today): 1200, (article.pk, today - dt.timedelta(days=40)): 5000}
    add_view_counts(counts=Counter(counts))
    client.force_login(ann)
    response = client.get(DASHBOARD)
    assert 'data-views="1200"' in response.text
    assert response.context["dashboard"].bars[-1].height == 60
    assert response.context["dashboard"].latest[0].views == 1200


@pytest.mark.parametrize("articles", [1, 9])
def test_the_query_count_is_constant(
    client: Client, ann: User, nia: Commenter, articles: int
) -> None:
    for number in range(articles):
        thread = get_or_create_thread(
            create_article(ann, f"Article {number}", at=-dt.timedelta(days=1))
        )
        submit_comment(thread=thread, commenter=nia, body=f"Comment {number}")
        create_article(ann, f"Draft {number}", status="draft")
    client.force_login(ann)
    client.get(DASHBOARD)
    with CaptureQueriesContext(connection) as captured:
        client.get(DASHBOARD)
    assert len(captured) <= 14
