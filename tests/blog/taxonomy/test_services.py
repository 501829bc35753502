import pytest
from django.db import IntegrityError

from blog.articles.services import save_article
from blog.models import Article, Category, Tag
from blog.taxonomy.services import save_term
from tests.people import ARTICLE_DAY

pytestmark = pytest.mark.django_db


def _save_with_tags(*tags: str) -> list[str]:
    article = Article(title="A", source="<p>A</p>", published_at=ARTICLE_DAY)
    save_article(actor=None, article=article, tags=tags)
    return sorted(tag.name for tag in article.tags.all())


def test_missing_tags_are_created() -> None:
    assert _save_with_tags("Fog", "Ships") == ["Fog", "Ships"]
    assert Tag.objects.get(name="Fog").get_absolute_url() == "/tag/fog/"


@pytest.mark.parametrize("again", ["fog", "FOG", " Fog ", "Fog"])
def test_names_are_case_insensitive(again: str) -> None:
    _save_with_tags("Fog")
    assert _save_with_tags(again) == ["Fog"]
    assert Tag.objects.count() == 1


def test_names_in_other_scripts_are_case_insensitive() -> None:
    _save_with_tags("ÉTÉ", "Море")
    assert _save_with_tags("été", "МОРЕ") == ["ÉTÉ", "Море"]


def test_duplicate_names_give_one_tag() -> None:
    assert _save_with_tags("Fog", "fog", "", "  ") == ["Fog"]


def test_similar_names_get_different_slugs() -> None:
    _save_with_tags("C", "C++", "C#")
    assert sorted(Tag.objects.values_list("slug", flat=True)) == ["c", "c-2", "c-3"]
    assert _save_with_tags("c++") == ["C++"]


def test_a_name_without_letters_gets_a_slug() -> None:
    _save_with_tags("!!!", "???")
    assert sorted(Tag.objects.values_list("slug", flat=True)) == ["tag", "tag-2"]


def test_none_changes_no_terms_and_an_empty_list_removes_them() -> None:
    article = Article(title="A", source="<p>A</p>", published_at=ARTICLE_DAY)
    save_article(actor=None, article=article, categories=["Sea"], tags=["fog"])
    save_article(actor=None, article=article, categories=None, tags=[])
    assert [category.name for category in article.categories.all()] == ["Sea"]
    assert not article.tags.exists()


def test_long_names_are_truncated() -> None:
    (name,) = _save_with_tags("x" * 500)
    assert len(name) == 200


def test_a_given_slug_is_used() -> None:
    term = save_term(term=Category(name="The  Sea", slug="water"))
    assert (term.name, term.slug) == ("The Sea", "water")


def test_names_are_unique_regardless_of_case() -> None:
    save_term(term=Category(name="Sea"))
    with pytest.raises(IntegrityError):
        save_term(term=Category(name="SEA", slug="other"))
