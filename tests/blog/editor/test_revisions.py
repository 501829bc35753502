import pytest

from accounts.models import User
from blog.articles.services import save_article
from blog.editor.services.revisions import StaleContent
from blog.models import Article, Revision
from tests.people import MakeArticle


def save_with_source(article: Article, actor: User, source: str) -> Article:
    article.source = source
    return save_article(actor=actor, article=article)


def get_sources(article: Article) -> list[str]:
    return [revision.source for revision in article.revisions.newest_first()]


def test_each_change_creates_a_revision_with_its_author(ann: User, ed: User) -> None:
    article = save_article(actor=ann, article=Article(title="Fog", source="one", author=ann))
    save_with_source(article, ed, "two")
    assert get_sources(article) == ["two", "one"]
    assert [revision.actor for revision in article.revisions.newest_first()] == [ed, ann]


def test_the_first_change_of_an_imported_article_records_the_original(
    ann: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ann, source="<p>one</p>")
    assert get_sources(article) == []
    save_with_source(article, ann, "<p>two</p>")
    assert get_sources(article) == ["<p>two</p>", "<p>one</p>"]
    assert article.revisions.newest_first()[1].actor is None


def test_changing_a_setting_creates_no_revision(ann: User, make_article: MakeArticle) -> None:
    article = make_article(author=ann)
    article.is_pinned = True
    save_article(actor=ann, article=article)
    assert Revision.objects.count() == 0


def test_saving_a_stale_article_raises(ann: User, ed: User, make_article: MakeArticle) -> None:
    article = make_article(author=ann)
    late = Article.objects.get(pk=article.pk)
    save_with_source(article, ann, "<p>Ann’s</p>")
    late.source = "<p>Ed’s</p>"
    with pytest.raises(StaleContent) as caught:
        save_article(actor=ed, article=late, expected_version=late.version)
    assert caught.value.stored.source == "<p>Ann’s</p>"
    article.refresh_from_db()
    assert article.source == "<p>Ann’s</p>"
