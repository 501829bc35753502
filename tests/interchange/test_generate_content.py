from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from blog.models import Article
from comments.models import Comment, Commenter, Thread
from interchange.synthetic.thread_sizes import build_thread_sizes
from tests.people import MakeArticle

pytestmark = [pytest.mark.slow, pytest.mark.one_database]


def generate(**amounts: int) -> str:
    output = StringIO()
    call_command("generate_content", stdout=output, **amounts)
    return output.getvalue()


@given(st.integers(1, 60), st.integers(0, 50_000), st.integers(0, 9))
def test_thread_sizes_add_up(articles: int, comments: int, seed: int) -> None:
    sizes = build_thread_sizes(articles, comments, Random(seed))  # noqa: S311 - repeatable

    assert len(sizes) == articles
    assert sum(sizes) == comments
    assert min(sizes) >= 0


def test_the_first_thread_has_more_than_5000_comments() -> None:
    rng = Random(1)  # noqa: S311 - repeatable

    assert build_thread_sizes(100, 20_000, rng)[:3] == [5_200, 1_050, 10]


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_site() -> None:
    def facts() -> list[tuple[object, ...]]:
        rows = Comment.objects.order_by("thread__article__basename", "submitted_at", "pk")
        return list(rows.values_list("source", "number", "author_name", "submitted_at"))

    generate(articles=4, comments=60, seed=7)
    first = facts()
    Comment.objects.all().delete()
    Commenter.objects.all().delete()
    Article.objects.all().delete()
    generate(articles=4, comments=60, seed=7)
    second = facts()
    Comment.objects.all().delete()
    Commenter.objects.all().delete()
    Article.objects.all().delete()
    generate(articles=4, comments=60, seed=8)

    assert first == second
    assert facts() != first


@pytest.mark.django_db
def test_existing_content_is_preserved(make_article: MakeArticle) -> None:
    make_article()
    generate(articles=2, comments=10, seed=1)
    generate(articles=2, comments=10, seed=2)

    assert Article.objects.count() == 5
    assert Comment.objects.count() == 20


@pytest.mark.django_db
def test_a_seed_can_be_used_once() -> None:
    generate(articles=2, comments=10)

    with pytest.raises(CommandError, match="seed 1 already exists"):
        generate(articles=2, comments=10)

    assert Comment.objects.count() == 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    "amounts", [{"articles": -1, "comments": 0}, {"articles": 0, "comments": 1}]
)
def test_invalid_amounts_are_refused(amounts: dict[str, int]) -> None:
    with pytest.raises(CommandError):
        generate(**amounts)
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_articles_without_comments() -> None:
    assert "3 articles, 0 comments" in generate(articles=3, comments=0)
    assert Thread.objects.count() == 3
