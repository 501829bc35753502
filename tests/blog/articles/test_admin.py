from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.articles.services import save_article
from blog.models import Article, Category, Redirect, Tag
from tests.people import ARTICLE_DAY, MakeArticle

ADD = reverse("admin:blog_article_add")


def _get_change_url(article: Article) -> str:
    return reverse("admin:blog_article_change", args=[article.pk])


def _build_form_data(**fields: Any) -> dict[str, Any]:
    return {
        "title": "Ships & Fog",
        "source": "<p>Ships.</p><script>alert(1)</script>",
        "markup": "html",
        "excerpt": "",
        "status": "published",
        "published_at_0": "2016-12-12",
        "published_at_1": "18:00:00",
        "basename": "",
        "thread-TOTAL_FORMS": 0,
        "thread-INITIAL_FORMS": 0,
        **fields,
    }


@pytest.fixture
def as_ann(client: Client, ann: User) -> Client:
    client.force_login(ann)
    return client


@pytest.fixture
def as_ed(client: Client, ed: User) -> Client:
    client.force_login(ed)
    return client


def test_an_author_can_add_an_article(as_ann: Client, ann: User) -> None:
    sea = Category.objects.create(name="Sea", slug="sea")
    fog = Tag.objects.create(name="Fog", slug="fog")
    response = as_ann.post(ADD, _build_form_data(categories=[sea.pk], tags=[fog.pk]))
    assert response.status_code == 302
    article = Article.objects.get()
    assert article.author == ann
    assert article.get_absolute_url() == "/2016/12/ships-fog.html"
    assert "script" not in article.html
    assert [*article.categories.all(), *article.tags.all()] == [sea, fog]


def test_an_author_can_change_their_own_article(as_ann: Client, article: Article) -> None:
    as_ann.post(_get_change_url(article), _build_form_data(basename="the-harbour"))
    article.refresh_from_db()
    assert article.title == "Ships & Fog"
    assert article.updated_at > ARTICLE_DAY


def test_an_author_can_only_view_other_articles(
    as_ann: Client, ed: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ed)
    assert as_ann.get(_get_change_url(article)).status_code == 200
    assert as_ann.post(_get_change_url(article), _build_form_data()).status_code == 403
    article.refresh_from_db()
    assert article.title == "The Harbour"


def test_an_author_cannot_set_another_author(as_ann: Client, ann: User, ed: User) -> None:
    as_ann.post(ADD, _build_form_data(author=ed.pk, author_name="Ed"))
    assert Article.objects.get().author == ann


def test_an_author_cannot_delete_articles(as_ann: Client, article: Article) -> None:
    path = reverse("admin:blog_article_delete", args=[article.pk])
    assert as_ann.post(path, {"post": "yes"}).status_code == 403
    assert Article.objects.exists()


def test_an_editor_can_change_any_article(as_ed: Client, article: Article, ed: User) -> None:
    as_ed.post(_get_change_url(article), _build_form_data(author=ed.pk, author_name=""))
    article.refresh_from_db()
    assert article.author == ed


def test_an_editor_can_enter_an_author_without_account(as_ed: Client) -> None:
    as_ed.post(ADD, _build_form_data(author="", author_name="A guest"))
    assert Article.objects.get().byline == "A guest"


def test_an_editor_can_delete_articles(as_ed: Client, article: Article) -> None:
    as_ed.post(reverse("admin:blog_article_delete", args=[article.pk]), {"post": "yes"})
    assert not Article.objects.exists()


def test_without_publish_permission_the_status_is_draft(as_ann: Client, ann: User) -> None:
    group = ann.groups.get()
    group.permissions.remove(group.permissions.get(codename="publish_article"))
    as_ann.post(ADD, _build_form_data())
    assert Article.objects.get().status == Article.Status.DRAFT


def test_changing_the_basename_creates_a_redirect(as_ann: Client, ann: User) -> None:
    article = save_article(
        actor=ann,
        article=Article(
            title="Old", source="x", author=ann, status="published", published_at=ARTICLE_DAY
        ),
    )
    as_ann.post(_get_change_url(article), _build_form_data(basename="new"))
    assert Redirect.objects.get().path == "/2016/12/old.html"


@pytest.mark.parametrize("basename", ["a/b", "a b", ".hidden", "x" * 201])
def test_an_invalid_basename_is_rejected(as_ann: Client, basename: str) -> None:
    response = as_ann.post(ADD, _build_form_data(basename=basename))
    assert response.context["adminform"].errors.keys() == {"basename"}


def test_the_list_can_be_searched_and_filtered(as_ed: Client, article: Article) -> None:
    path = reverse("admin:blog_article_changelist")
    for query, count in (("q=harbour", 1), ("q=fog", 0), ("status__exact=draft", 0)):
        assert as_ed.get(f"{path}?{query}").context["cl"].result_count == count


def test_a_moderator_has_no_access(client: Client, mo: User) -> None:
    client.force_login(mo)
    assert client.get(ADD).status_code == 403
    assert client.get(reverse("admin:blog_article_changelist")).status_code == 403


def test_new_tags_can_be_typed(as_ann: Client, article: Article) -> None:
    fog = Tag.objects.create(name="Fog", slug="fog")
    tags = [fog.pk, "new:Rain", "new: rain ", "new:FOG", "new:", "new:2016"]
    response = as_ann.post(_get_change_url(article), _build_form_data(tags=tags))
    assert response.status_code == 302
    assert {tag.name for tag in article.tags.all()} == {"Fog", "Rain", "2016"}
    assert Tag.objects.count() == 3


def test_an_invalid_form_keeps_new_tags_without_creating_them(
    as_ann: Client, article: Article
) -> None:
    data = _build_form_data(tags=["new:<Rain>"], title="")
    response = as_ann.post(_get_change_url(article), data)
    assert '<option value="new:&lt;Rain&gt;" selected>&lt;Rain&gt;</option>' in response.text
    assert not Tag.objects.exists()


@pytest.mark.parametrize("field", ["tags", "categories"])
def test_unknown_terms_are_rejected(as_ann: Client, article: Article, field: str) -> None:
    response = as_ann.post(_get_change_url(article), _build_form_data(**{field: ["99999"]}))
    assert field in response.context["adminform"].form.errors


def test_typing_new_tags_needs_the_permission(as_ann: Client, ann: User, article: Article) -> None:
    group = ann.groups.get()
    group.permissions.remove(group.permissions.get(codename="add_tag"))
    response = as_ann.post(_get_change_url(article), _build_form_data(tags=["new:Rain"]))
    assert "tags" in response.context["adminform"].form.errors
    assert "data-tags" not in as_ann.get(_get_change_url(article)).text
