"""Two who write at one article both keep their text, and what it said before can be had again."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.models import Article, Draft
from blog.services import save_article, save_draft
from tests.blog.test_drafts import KEY, texts
from tests.people import MakeArticle


def change(article: Article) -> str:
    return reverse("admin:blog_article_change", args=[article.pk])


def history(article: Article) -> str:
    return reverse("admin:blog_article_history", args=[article.pk])


def form(article: Article, **fields: Any) -> dict[str, Any]:
    return {
        "title": article.title,
        "source": article.source,
        "markup": "html",
        "status": "published",
        "published_at_0": "2016-12-12",
        "published_at_1": "18:00:00",
        "basename": article.basename,
        "key": str(KEY),
        "seen": 0,
        "based_on": article.version,
        "thread-TOTAL_FORMS": 0,
        "thread-INITIAL_FORMS": 0,
    } | fields


@pytest.fixture
def article(make_article: MakeArticle, ann: User) -> Article:
    """Ann's article."""
    return make_article(author=ann)


@pytest.fixture
def as_ed(client: Client, ed: User) -> Client:
    """Ed's browser."""
    client.force_login(ed)
    return client


def test_the_second_is_shown_both_texts(as_ed: Client, article: Article, ann: User) -> None:
    eds = form(article, source="<p>Ed’s</p>")
    article.source = "<p>Ann’s</p>"
    save_article(actor=ann, article=article)
    page = as_ed.post(change(article), eds)
    assert page.status_code == 200
    assert "Ann saved another text" in page.text
    assert "&lt;p&gt;Ann’s&lt;/p&gt;" in page.text
    assert "&lt;p&gt;Ed’s&lt;/p&gt;" in page.text
    article.refresh_from_db()
    assert article.source == "<p>Ann’s</p>"


def test_the_second_may_save_knowingly_and_the_first_stays_in_the_history(
    as_ed: Client, article: Article, ann: User
) -> None:
    article.source = "<p>Ann’s</p>"
    save_article(actor=ann, article=article)
    as_ed.post(change(article), form(article, source="<p>Ed’s</p>"))
    article.refresh_from_db()
    assert article.source == "<p>Ed’s</p>"
    said = [one.source for one in article.revisions.newest_first()][:2]
    assert said == ["<p>Ed’s</p>", "<p>Ann’s</p>"]


def test_the_form_begins_with_the_working_copy(as_ed: Client, article: Article, ed: User) -> None:
    save_draft(author=ed, written=article, key=KEY, seen=0, based_on=article.version, texts=texts())
    page = as_ed.get(change(article))
    assert "You go on where you stopped" in page.text
    assert "&lt;p&gt;Fog&lt;/p&gt;" in page.text
    as_ed.post(change(article), form(article, source="<p>Fog</p>", seen=1))
    assert Draft.objects.count() == 0


def test_a_working_copy_of_an_older_text_says_so_at_once(
    as_ed: Client, article: Article, ann: User, ed: User
) -> None:
    save_draft(author=ed, written=article, key=KEY, seen=0, based_on=article.version, texts=texts())
    article.source = "<p>Ann’s</p>"
    save_article(actor=ann, article=article)
    assert "There are two texts" in as_ed.get(change(article)).text


def test_a_working_copy_can_be_given_up(as_ed: Client, article: Article, ed: User) -> None:
    save_draft(author=ed, written=article, key=KEY, seen=0, based_on=0, texts=texts())
    as_ed.post(reverse("discard_draft"), {"key": str(KEY)})
    assert Draft.objects.count() == 0
    assert as_ed.post(reverse("discard_draft"), {"key": "x"}).status_code == 404


def test_who_may_only_look_is_offered_nothing_to_write(
    client: Client, art: User, article: Article
) -> None:
    client.force_login(art)
    page = client.get(change(article))
    assert "The Harbour" in page.text
    for word in ("data-autosave", "Preview", "Key:", "Seen:"):
        assert word not in page.text


def test_the_history_shows_what_changed_and_leads_back(
    as_ed: Client, article: Article, ann: User
) -> None:
    before = article.source
    article.source = "<p>Fog and ships</p>"
    save_article(actor=ann, article=article)
    assert "<ins>&lt;p&gt;Fog and ships" in as_ed.get(history(article)).text
    first = article.revisions.get(source=before).number
    assert f'value="{first}"' in as_ed.get(history(article), {"number": first}).text
    as_ed.post(history(article), {"number": first})
    article.refresh_from_db()
    assert article.source == before
    assert article.revisions.count() == 3


def test_who_may_not_write_it_goes_back_nowhere(
    client: Client, art: User, article: Article, ann: User
) -> None:
    article.source = "<p>Fog</p>"
    save_article(actor=ann, article=article)
    client.force_login(art)
    page = client.get(history(article))
    assert "Go back to this text" not in page.text
    assert client.post(history(article), {"number": 1}).status_code == 403
    assert client.post(history(article), {"number": 99}).status_code == 404


@pytest.mark.parametrize("articles", [1, 5])
def test_the_history_costs_the_same_for_many_revisions(
    as_ed: Client,
    article: Article,
    ann: User,
    articles: int,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(articles):
        article.source = f"<p>{number}</p>"
        save_article(actor=ann, article=article)
    with django_assert_max_num_queries(15):
        as_ed.get(history(article))
