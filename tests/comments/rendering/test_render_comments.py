"""The command that renders stored comments again."""

from io import StringIO

import pytest
from django.core.management import call_command

from comments.models import Comment, Thread
from comments.rendering import services
from comments.threads.services.threads import get_or_create_thread
from tests.people import MakeArticle, fill_thread


def render_comments(*, dry_run: bool = False) -> str:
    """Run the command and return what it printed."""
    output = StringIO()
    call_command("render_comments", stdout=output, dry_run=dry_run)
    return output.getvalue()


@pytest.fixture
def stale(thread: Thread) -> Comment:
    """One of five comments, with outdated HTML."""
    comment = fill_thread(thread, 5)[2]
    Comment.objects.filter(pk=comment.pk).update(html="<marquee>old</marquee>", text="older")
    return comment


def version(thread: Thread) -> int:
    """Return the stored version."""
    return Thread.objects.get(pk=thread.pk).version


def test_changed_html_is_stored(stale: Comment) -> None:
    output = render_comments()

    stale.refresh_from_db()
    assert stale.html == "<p>Remark 2 about ships.</p>"
    assert stale.text == "Remark 2 about ships."
    assert "1 of 5 comments changed" in output


def test_the_versions_of_changed_threads_increase(
    stale: Comment, thread: Thread, make_article: MakeArticle
) -> None:
    other = get_or_create_thread(make_article("Another"))
    fill_thread(other, 2)
    before = version(thread), version(other)

    render_comments()

    assert (version(thread), version(other)) == (before[0] + 1, before[1])


def test_a_dry_run_stores_nothing(stale: Comment, thread: Thread) -> None:
    before = version(thread)

    output = render_comments(dry_run=True)

    stale.refresh_from_db()
    assert stale.html == "<marquee>old</marquee>"
    assert version(thread) == before
    assert "1 of 5 comments would change" in output


def test_a_second_run_changes_nothing(stale: Comment) -> None:
    render_comments()

    assert "0 of 5 comments changed" in render_comments()


def test_it_processes_several_batches(
    stale: Comment, thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "BATCH_SIZE", 2)

    assert [comment.seen for comment in services.rerender_comments()] == [2, 4, 5]
    stale.refresh_from_db()
    assert stale.text == "Remark 2 about ships."


@pytest.mark.django_db
def test_a_site_without_comments() -> None:
    assert "0 of 0 comments changed" in render_comments()


def test_comment_versions_stay(stale: Comment) -> None:
    before = Comment.objects.get(pk=stale.pk).version

    render_comments()

    assert Comment.objects.get(pk=stale.pk).version == before
