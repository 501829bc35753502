"""Authors and editors write in the admin, each what is theirs to write."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.models import Article, Category, Redirect, Tag
from blog.services import save_article
from tests.people import ARTICLE_DAY, MakeArticle

ADD = reverse("admin:blog_article_add")


def _change(article: Article) -> str:
    return reverse("admin:blog_article_change", args=[article.pk])


def _form(**fields: Any) -> dict[str, Any]:
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
    """Ann's browser."""
    client.force_login(ann)
    return client


@pytest.fixture
def as_ed(client: Client, ed: User) -> Client:
    """Ed's browser."""
    client.force_login(ed)
    return client


def test_an_author_writes_an_article(as_ann: Client, ann: User) -> None:
    sea = Category.objects.create(name="Sea", slug="sea")
    fog = Tag.objects.create(name="Fog", slug="fog")
    response = as_ann.post(ADD, _form(categories=[sea.pk], tags=[fog.pk]))
    assert response.status_code == 302
    article = Article.objects.get()
    assert article.author == ann
    assert article.get_absolute_url() == "/2016/12/ships-fog.html"
    assert "script" not in article.html
    assert [*article.categories.all(), *article.tags.all()] == [sea, fog]


def test_an_author_changes_the_own_article(as_ann: Client, article: Article) -> None:
    as_ann.post(_change(article), _form(basename="the-harbour"))
    article.refresh_from_db()
    assert article.title == "Ships & Fog"
    assert article.updated_at > ARTICLE_DAY


def test_an_author_only_looks_at_other_articles(
    as_ann: Client, ed: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ed)
    assert as_ann.get(_change(article)).status_code == 200
    assert as_ann.post(_change(article), _form()).status_code == 403
    article.refresh_from_db()
    assert article.title == "The Harbour"


def test_an_author_gives_no_article_away(as_ann: Client, ann: User, ed: User) -> None:
    as_ann.post(ADD, _form(author=ed.pk, author_name="Ed"))
    assert Article.objects.get().author == ann


def test_an_author_deletes_nothing(as_ann: Client, article: Article) -> None:
    path = reverse("admin:blog_article_delete", args=[article.pk])
    assert as_ann.post(path, {"post": "yes"}).status_code == 403
    assert Article.objects.exists()


def test_an_editor_changes_every_article(as_ed: Client, article: Article, ed: User) -> None:
    as_ed.post(_change(article), _form(author=ed.pk, author_name=""))
    article.refresh_from_db()
    assert article.author == ed


def test_an_editor_writes_for_somebody_without_sign_in(as_ed: Client) -> None:
    as_ed.post(ADD, _form(author="", author_name="A guest"))
    assert Article.objects.get().byline == "A guest"


def test_an_editor_deletes(as_ed: Client, article: Article) -> None:
    as_ed.post(reverse("admin:blog_article_delete", args=[article.pk]), {"post": "yes"})
    assert not Article.objects.exists()


def test_who_may_not_publish_is_not_asked(as_ann: Client, ann: User) -> None:
    group = ann.groups.get()
    group.permissions.remove(group.permissions.get(codename="publish_article"))
    as_ann.post(ADD, _form())
    assert Article.objects.get().status == Article.Status.DRAFT


def test_a_changed_basename_leaves_a_redirect(as_ann: Client, ann: User) -> None:
    article = save_article(
        actor=ann,
        article=Article(
            title="Old", source="x", author=ann, status="published", published_at=ARTICLE_DAY
        ),
    )
    as_ann.post(_change(article), _form(basename="new"))
    assert Redirect.objects.get().path == "/2016/12/old.html"


@pytest.mark.parametrize("basename", ["a/b", "a b", ".hidden", "x" * 201])
def test_an_address_that_cannot_be_is_refused(as_ann: Client, basename: str) -> None:
    response = as_ann.post(ADD, _form(basename=basename))
    assert response.context["adminform"].errors.keys() == {"basename"}


def test_the_list_is_searched_and_filtered(as_ed: Client, article: Article) -> None:
    path = reverse("admin:blog_article_changelist")
    for query, count in (("q=harbour", 1), ("q=fog", 0), ("status__exact=draft", 0)):
        assert as_ed.get(f"{path}?{query}").context["cl"].result_count == count


def test_a_moderator_has_no_articles_in_the_admin(client: Client, mo: User) -> None:
    client.force_login(mo)
    assert client.get(ADD).status_code == 403
    assert client.get(reverse("admin:blog_article_changelist")).status_code == 403
