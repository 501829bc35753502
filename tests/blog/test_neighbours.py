"""The articles and months before and after one are found without reading all articles."""

import pytest
from django.db import connection

from blog.models import Article
from tests.cast import ARTICLE_DAY, MakeArticle

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite’s plans")
def test_two_rows_are_read() -> None:
    listed = Article.objects.listed()
    here = Article(pk=5, published_at=ARTICLE_DAY)
    for beside in (listed.beside(here), listed.beside_month(2016, 12)):
        outer = beside.for_link().explain().splitlines()[0]
        assert "USING INTEGER PRIMARY KEY" in outer


def test_articles_of_one_second_keep_their_order(make_article: MakeArticle) -> None:
    one, two, three = (make_article(title) for title in ("One", "Two", "Three"))
    assert set(Article.objects.listed().beside(two)) == {one, three}
    assert set(Article.objects.listed().beside(three)) == {two}
