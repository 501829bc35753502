from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Q
from hypothesis import given
from hypothesis import strategies as st

from blog.models import Article
from comments.models import Comment, Commenter, Reference, Thread
from comments.threads import tree
from comments.visitors.services.commenters import get_or_create_guest
from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text
from interchange.synthetic.thread_sizes import build_thread_sizes
from tests.people import MakeArticle

pytestmark = pytest.mark.slow


def generate(**amounts: int) -> str:
    output = StringIO()
    call_command("generate_content", stdout=output, **amounts)
    return output.getvalue()


@pytest.fixture
def site(db: None) -> None:
    generate(articles=8, comments=600)


@given(st.integers(1, 60), st.integers(0, 50_000), st.integers(0, 9))
def test_thread_sizes_add_up(articles: int, comments: int, seed: int) -> None:
    sizes = build_thread_sizes(articles, comments, Random(seed))  # noqa: S311 - repeatable

    assert len(sizes) == articles
    assert sum(sizes) == comments
    assert min(sizes) >= 0


def test_the_first_thread_has_more_than_5000_comments() -> None:
    rng = Random(1)  # noqa: S311 - repeatable

    assert build_thread_sizes(100, 20_000, rng)[:3] == [5_200, 1_050, 10]


@pytest.mark.usefixtures("site")
def test_articles_comments_and_references_are_created() -> None:
    assert Article.objects.published().count() == 8
    assert Comment.objects.count() == 600
    assert Reference.objects.count() > 100
    assert set(Comment.objects.values_list("status", flat=True)) == {
        "published",
        "removed",
        "held",
    }


@pytest.mark.usefixtures("site")
def test_counters_are_correct() -> None:
    threads = Thread.objects.annotate(
        numbered=Count("comments", Q(comments__number__isnull=False)),
        published=Count("comments", Q(comments__status=Comment.Status.PUBLISHED)),
    )
    for thread in threads:
        assert thread.numbered_count == thread.last_number == thread.numbered
        assert thread.published_count == thread.published
        numbers = thread.comments.numbered().order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, thread.last_number + 1))


@pytest.mark.usefixtures("site")
def test_order_keys_are_correct() -> None:
    for comment in Comment.objects.numbered().select_related("parent"):
        parent = comment.parent
        assert bytes(comment.order_key) == tree.build_order_key(comment.number or 0, parent)
        assert comment.depth == tree.get_depth(bytes(comment.order_key))
        assert comment.published_at is not None
        if parent:
            assert parent.thread_id == comment.thread_id
            assert parent.published_at is not None
            assert parent.published_at < comment.published_at


@pytest.mark.usefixtures("site")
def test_references_point_to_earlier_comments_of_the_thread() -> None:
    for reference in Reference.objects.select_related("source", "target"):
        source, target = reference.source, reference.target
        assert target is not None
        assert target.thread_id == source.thread_id
        assert target.number == reference.target_number
        assert (target.number or 0) < (source.number or 0)
        said = source.text[reference.start : reference.end]
        assert reference.cue == "reply" or reference.name in said


@pytest.mark.usefixtures("site")
def test_html_and_text_match_the_source() -> None:
    for comment in Comment.objects.order_by("pk")[::7]:
        assert comment.html == render_comment(comment.source)
        assert comment.text == plain_text(comment.html)


@pytest.mark.usefixtures("site")
def test_commenters_can_be_looked_up() -> None:
    for commenter in Commenter.objects.all()[:10]:
        assert get_or_create_guest(name=commenter.name, email=commenter.email) == commenter


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
