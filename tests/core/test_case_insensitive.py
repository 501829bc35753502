"""Case-insensitive lookups on the database of the test run."""

import pytest
from django.test import Client

from accounts.models import User
from blog.models import Article
from comments.visitors.services.commenters import get_or_create_guest
from tests.people import MakeArticle

pytestmark = pytest.mark.every_database


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("ÜBER DAS MEER", "über"),
        ("Über das Meer", "ÜBER DAS"),
        ("Москва река", "МОСКВА"),
        ("москва", "Моск"),
        ("ΑΘΉΝΑ", "αθήνα"),
        ("Ode [Ü*?^-]", "ode [ü*?^-]"),
        ("上海 Über", "上海 ÜBER"),
        ("100% Ü_", "100% ü_"),
    ],
)
def test_case_does_not_matter(make_article: MakeArticle, title: str, value: str) -> None:
    make_article(title)
    rows = Article.objects
    assert rows.filter(title__icontains=value).exists()
    assert rows.filter(title__istartswith=value).exists()
    assert rows.filter(title__iendswith=title.swapcase()).exists()
    assert rows.filter(title__iexact=title.swapcase()).exists()


@pytest.mark.parametrize(
    ("title", "value"),
    [("Über", "uber"), ("Übung", "über"), ("Ü", "*"), ("Ü", "[ü"), ("Üa", "ü?"), ("ö", "ü")],
)
def test_other_text_does_not_match(make_article: MakeArticle, title: str, value: str) -> None:
    make_article(title)
    assert not Article.objects.filter(title__icontains=value).exists()
    assert not Article.objects.filter(title__iexact=f"{title}ü").exists()


@pytest.mark.parametrize(
    ("path", "query", "found"),
    [
        ("comments/commenter", "ÖZGÜR", "Özgür"),
        ("comments/commenter", "özgür", "Özgür"),
        ("blog/article", "город", "ГОРОД"),
    ],
)
def test_the_admin_finds_all_cases(
    client: Client, ed: User, make_article: MakeArticle, path: str, query: str, found: str
) -> None:
    get_or_create_guest(name="Özgür", email="ozgur@example.org")
    make_article("ГОРОД")
    client.force_login(ed)
    page = client.get(f"/admin/{path}/", {"q": query})
    assert [str(row) for row in page.context["cl"].result_list] == [found]
    assert not client.get(f"/admin/{path}/", {"q": "äöü"}).context["cl"].result_list
