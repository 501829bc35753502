"""Comments that are there already get their HTML by the present rules."""

from io import StringIO

import pytest
from django.core.management import call_command

from comments.models import Comment, Thread
from comments.rendering import services
from comments.threads.services.threads import get_or_create_thread
from tests.people import MakeArticle, fill_thread


def render_comments(*, dry_run: bool = False) -> str:
    """Run the command and return what it printed."""
    said = StringIO()
    call_command("render_comments", stdout=said, dry_run=dry_run)
    return said.getvalue()


@pytest.fixture
def stale(thread: Thread) -> Comment:
    """One of five comments, whose HTML an older policy let through."""
    comment = fill_thread(thread, 5)[2]
    Comment.objects.filter(pk=comment.pk).update(html="<marquee>old</marquee>", text="older")
    return comment


def version(thread: Thread) -> int:
    """Return the version that the database holds."""
    return Thread.objects.get(pk=thread.pk).version


def test_what_came_out_differently_is_written(stale: Comment) -> None:
    said = render_comments()

    stale.refresh_from_db()
    assert stale.html == "<p>Remark 2 about ships.</p>"
    assert stale.text == "Remark 2 about ships."
    assert "1 of 5 comments changed" in said


def test_pages_of_touched_threads_are_drawn_anew(
    stale: Comment, thread: Thread, make_article: MakeArticle
) -> None:
    other = get_or_create_thread(make_article("Another"))
    fill_thread(other, 2)
    before = version(thread), version(other)

    render_comments()

    assert (version(thread), version(other)) == (before[0] + 1, before[1])


def test_a_dry_run_writes_nothing(stale: Comment, thread: Thread) -> None:
    before = version(thread)

    said = render_comments(dry_run=True)

    stale.refresh_from_db()
    assert stale.html == "<marquee>old</marquee>"
    assert version(thread) == before
    assert "1 of 5 comments would change" in said


def test_a_second_time_nothing_is_left_to_do(stale: Comment) -> None:
    render_comments()

    assert "0 of 5 comments changed" in render_comments()


def test_it_goes_on_beyond_one_batch(
    stale: Comment, thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "BATCH_SIZE", 2)

    assert [one.seen for one in services.rerender_comments()] == [2, 4, 5]
    stale.refresh_from_db()
    assert stale.text == "Remark 2 about ships."


@pytest.mark.django_db
def test_a_site_without_comments() -> None:
    assert "0 of 0 comments changed" in render_comments()


def test_moderators_don_t_come_too_late_for_it(stale: Comment) -> None:
    before = Comment.objects.get(pk=stale.pk).version

    render_comments()

    assert Comment.objects.get(pk=stale.pk).version == before
