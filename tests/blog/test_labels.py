"""Categories and tags come from names, in any case, and have addresses of their own."""

import pytest
from django.db import IntegrityError

from blog.models import Article, Category, Tag
from blog.services import name_label, save_article
from tests.people import ARTICLE_DAY

pytestmark = pytest.mark.django_db


def _tagged(*tags: str) -> list[str]:
    article = Article(title="A", source="<p>A</p>", published_at=ARTICLE_DAY)
    save_article(actor=None, article=article, tags=tags)
    return sorted(tag.name for tag in article.tags.all())


def test_labels_that_are_not_there_are_made() -> None:
    assert _tagged("Fog", "Ships") == ["Fog", "Ships"]
    assert Tag.objects.get(name="Fog").get_absolute_url() == "/tag/fog/"


@pytest.mark.parametrize("again", ["fog", "FOG", " Fog ", "Fog"])
def test_a_name_in_another_case_is_the_same_label(again: str) -> None:
    _tagged("Fog")
    assert _tagged(again) == ["Fog"]
    assert Tag.objects.count() == 1


def test_a_name_of_another_script_in_another_case_is_the_same_label() -> None:
    _tagged("ÉTÉ", "Море")
    assert _tagged("été", "МОРЕ") == ["ÉTÉ", "Море"]


def test_a_name_given_twice_is_one_label() -> None:
    assert _tagged("Fog", "fog", "", "  ") == ["Fog"]


def test_different_names_with_the_same_letters_get_different_addresses() -> None:
    _tagged("C", "C++", "C#")
    assert sorted(Tag.objects.values_list("slug", flat=True)) == ["c", "c-2", "c-3"]
    assert _tagged("c++") == ["C++"]


def test_a_name_without_letters_has_an_address() -> None:
    _tagged("!!!", "???")
    assert sorted(Tag.objects.values_list("slug", flat=True)) == ["tag", "tag-2"]


def test_none_leaves_labels_as_they_are_and_nothing_takes_them_away() -> None:
    article = Article(title="A", source="<p>A</p>", published_at=ARTICLE_DAY)
    save_article(actor=None, article=article, categories=["Sea"], tags=["fog"])
    save_article(actor=None, article=article, categories=None, tags=[])
    assert [one.name for one in article.categories.all()] == ["Sea"]
    assert not article.tags.exists()


def test_a_very_long_name_is_cut() -> None:
    (name,) = _tagged("x" * 500)
    assert len(name) == 200


def test_a_slug_that_somebody_chose_stays() -> None:
    label = name_label(label=Category(name="The  Sea", slug="water"))
    assert (label.name, label.slug) == ("The Sea", "water")


def test_the_database_keeps_names_apart_by_more_than_case() -> None:
    name_label(label=Category(name="Sea"))
    with pytest.raises(IntegrityError):
        name_label(label=Category(name="SEA", slug="other"))
