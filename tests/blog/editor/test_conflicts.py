from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.articles.services import save_article
from blog.editor.services.drafts import save_draft
from blog.models import Article, Draft
from tests.blog.editor.test_drafts import KEY, build_texts
from tests.people import MakeArticle


def get_change_url(article: Article) -> str:
    return reverse("admin:blog_article_change", args=[article.pk])


def get_history_url(article: Article) -> str:
    return reverse("admin:blog_article_history", args=[article.pk])


def build_change_form_data(article: Article, **fields: Any) -> dict[str, Any]:
    return {
        "title": article.title,
        "source": article.source,
        "markup": "html",
        "status": "published",
        "published_at_0": "2016-12-12",
        "published_at_1": "18:00:00",
        "basename": article.basename,
        "key": str(KEY),
        "draft_version": 0,
        "base_version": article.version,
        "thread-TOTAL_FORMS": 0,
        "thread-INITIAL_FORMS": 0,
    } | fields


@pytest.fixture
def article(make_article: MakeArticle, ann: User) -> Article:
    return make_article(author=ann)


@pytest.fixture
def as_ed(client: Client, ed: User) -> Client:
    client.force_login(ed)
    return client


def test_the_second_author_sees_both_versions(as_ed: Client, article: Article, ann: User) -> None:
    eds = build_change_form_data(article, source="<p>Ed’s</p>")
    article.source = "<p>Ann’s</p>"
    save_article(actor=ann, article=article)
    page = as_ed.post(get_change_url(article), eds)
    assert page.status_code == 200
    assert "data-conflict" in page.text
    assert "&lt;p&gt;Ann’s&lt;/p&gt;" in page.text
    assert "&lt;p&gt;Ed’s&lt;/p&gt;" in page.text
    article.refresh_from_db()
    assert article.source == "<p>Ann’s</p>"


def test_the_second_author_can_overwrite_and_the_history_has_both(
    as_ed: Client, article: Article, ann: User
) -> None:
    article.source = "<p>Ann’s</p>"
    save_article(actor=ann, article=article)
    as_ed.post(get_change_url(article), build_change_form_data(article, source="<p>Ed’s</p>"))
    article.refresh_from_db()
    assert article.source == "<p>Ed’s</p>"
    sources = [revision.source for revision in article.revisions.newest_first()][:2]
    assert sources == ["<p>Ed’s</p>", "<p>Ann’s</p>"]


def test_the_form_restores_the_draft(as_ed: Client, article: Article, ed: User) -> None:
    save_draft(
        author=ed,
        content=article,
        key=KEY,
        known_version=0,
        base_version=article.version,
        texts=build_texts(),
    )
    page = as_ed.get(get_change_url(article))
    assert "data-restored-draft" in page.text
    assert "&lt;p&gt;Fog&lt;/p&gt;" in page.text
    as_ed.post(
        get_change_url(article),
        build_change_form_data(article, source="<p>Fog</p>", draft_version=1),
    )
    assert Draft.objects.count() == 0


def test_a_draft_of_an_older_version_shows_the_conflict(
    as_ed: Client, article: Article, ann: User, ed: User
) -> None:
    save_draft(
        author=ed,
        content=article,
        key=KEY,
        known_version=0,
        base_version=article.version,
        texts=build_texts(),
    )
    article.source = "<p>Ann’s</p>"
    save_article(actor=ann, article=article)
    assert "data-conflict" in as_ed.get(get_change_url(article)).text


def test_a_draft_can_be_discarded(as_ed: Client, article: Article, ed: User) -> None:
    save_draft(
        author=ed, content=article, key=KEY, known_version=0, base_version=0, texts=build_texts()
    )
    as_ed.post(reverse("discard_draft"), {"key": str(KEY)})
    assert Draft.objects.count() == 0
    assert as_ed.post(reverse("discard_draft"), {"key": "x"}).status_code == 404


def test_a_read_only_form_has_no_autosave(client: Client, art: User, article: Article) -> None:
    client.force_login(art)
    page = client.get(get_change_url(article))
    assert "The Harbour" in page.text
    for name in ("data-autosave", "preview-button", "id_key", "id_draft_version"):
        assert name not in page.text


def test_the_history_shows_changes_and_can_revert(
    as_ed: Client, article: Article, ann: User
) -> None:
    before = article.source
    article.source = "<p>Fog and ships</p>"
    save_article(actor=ann, article=article)
    assert "<ins>&lt;p&gt;Fog and ships" in as_ed.get(get_history_url(article)).text
    first = article.revisions.get(source=before).number
    assert f'value="{first}"' in as_ed.get(get_history_url(article), {"number": first}).text
    as_ed.post(get_history_url(article), {"number": first})
    article.refresh_from_db()
    assert article.source == before
    assert article.revisions.count() == 3


def test_reverting_requires_edit_permission(
    client: Client, art: User, article: Article, ann: User
) -> None:
    article.source = "<p>Fog</p>"
    save_article(actor=ann, article=article)
    client.force_login(art)
    page = client.get(get_history_url(article))
    assert "data-restore" not in page.text
    assert client.post(get_history_url(article), {"number": 1}).status_code == 403
    assert client.post(get_history_url(article), {"number": 99}).status_code == 404


@pytest.mark.parametrize("articles", [1, 5])
def test_the_query_count_does_not_depend_on_the_number_of_revisions(
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
        as_ed.get(get_history_url(article))
