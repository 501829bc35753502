"""The rows that ``generate_content`` creates."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count, Q
from pytest_django import DjangoDbBlocker

from blog.models import Article
from comments.models import Comment, Commenter, Reference, Thread
from comments.threads import tree
from comments.visitors.services.commenters import get_or_create_guest
from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text

pytestmark = [pytest.mark.slow, pytest.mark.one_database]


@pytest.fixture(scope="module")
def generated(module_db: DjangoDbBlocker) -> None:
    with module_db.unblock():
        call_command("generate_content", articles=8, comments=600, stdout=StringIO())


@pytest.fixture
def site(generated: None, db: None) -> None:
    """A site with eight articles and 600 comments."""


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
        passage = source.text[reference.start : reference.end]
        assert reference.cue == "reply" or reference.name in passage


@pytest.mark.usefixtures("site")
def test_html_and_text_match_the_source() -> None:
    for comment in Comment.objects.order_by("pk")[::7]:
        assert comment.html == render_comment(comment.source)
        assert comment.text == plain_text(comment.html)


@pytest.mark.usefixtures("site")
def test_commenters_can_be_looked_up() -> None:
    for commenter in Commenter.objects.all()[:10]:
        assert get_or_create_guest(name=commenter.name, email=commenter.email) == commenter
