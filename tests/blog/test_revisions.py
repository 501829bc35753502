"""What an article said is kept whenever its words change, and two authors don't overwrite it."""

import pytest

from accounts.models import User
from blog.models import Article, Revision
from blog.services import Outdated, save_article
from tests.people import MakeArticle


def change(article: Article, actor: User, source: str) -> Article:
    article.source = source
    return save_article(actor=actor, article=article)


def sources(article: Article) -> list[str]:
    return [one.source for one in article.revisions.newest_first()]


def test_each_change_is_kept_with_who_made_it(ann: User, ed: User) -> None:
    article = save_article(actor=ann, article=Article(title="Fog", source="one", author=ann))
    change(article, ed, "two")
    assert sources(article) == ["two", "one"]
    assert [one.actor for one in article.revisions.newest_first()] == [ed, ann]


def test_an_imported_article_has_a_past_once_it_is_changed(
    ann: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ann, source="<p>one</p>")
    assert sources(article) == []
    change(article, ann, "<p>two</p>")
    assert sources(article) == ["<p>two</p>", "<p>one</p>"]
    assert article.revisions.newest_first()[1].actor is None


def test_a_switch_is_no_change_of_words(ann: User, make_article: MakeArticle) -> None:
    article = make_article(author=ann)
    article.is_pinned = True
    save_article(actor=ann, article=article)
    assert Revision.objects.count() == 0


def test_whoever_comes_too_late_is_told(ann: User, ed: User, make_article: MakeArticle) -> None:
    article = make_article(author=ann)
    late = Article.objects.get(pk=article.pk)
    change(article, ann, "<p>Ann’s</p>")
    late.source = "<p>Ed’s</p>"
    with pytest.raises(Outdated) as caught:
        save_article(actor=ed, article=late, expected_version=late.version)
    assert caught.value.stored.source == "<p>Ann’s</p>"
    article.refresh_from_db()
    assert article.source == "<p>Ann’s</p>"
