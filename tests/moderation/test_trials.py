"""A rule is tried on the latest comments before it applies to anybody."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from moderation.models import ListEdition, WordList
from moderation.services.listing import put_in_force
from moderation.trials import try_link_limit, try_list
from tests.people import fill_thread

Say = Callable[..., Comment]


@pytest.fixture
def word_list(db: None) -> WordList:
    """A list that nobody has put in force."""
    return WordList.objects.create(name="Pills", terms="pills")


def test_a_trial_tells_what_would_have_been_found(
    say: Say, rex: Commenter, nia: Commenter, word_list: WordList
) -> None:
    say(rex, "The harbour")
    say(rex, "<b>Cheap</b> pills")
    say(nia, "More pills")
    trial = try_list(word_list)
    assert [(row.status, row.looked_at, row.found, row.new, row.gone) for row in trial.rows] == [
        ("held", 1, 1, 1, 0),
        ("published", 2, 1, 1, 0),
    ]
    assert trial.found_among_published == 1
    assert [example.comment.text for example in trial.examples] == ["More pills", "Cheap pills"]
    assert trial.examples[1].passage == "Cheap <mark>pills</mark>"


def test_what_is_found_already_comes_after_what_is_new(
    say: Say, rex: Commenter, word_list: WordList, ed: User
) -> None:
    for body in ("ships", "pills", "harbour"):
        say(rex, body)
    WordList.objects.filter(pk=word_list.pk).update(terms="pills\nharbour")
    put_in_force(editor=ed, word_list=word_list)
    WordList.objects.filter(pk=word_list.pk).update(terms="pills\nships")
    trial = try_list(WordList.objects.get(pk=word_list.pk))
    assert (trial.total.found, trial.total.new, trial.total.gone) == (2, 1, 1)
    assert [(one.comment.text, one.is_new) for one in trial.examples] == [
        ("ships", True),
        ("pills", False),
    ]


def test_a_long_comment_shows_what_is_around_the_word(
    say: Say, rex: Commenter, word_list: WordList
) -> None:
    say(rex, f"{'before ' * 200}pills{' after' * 200}")
    passage = try_list(word_list).examples[0].passage
    assert "<mark>pills</mark>" in passage
    assert len(passage) < 900


def test_domains_and_limits_of_links_are_tried_too(say: Say, rex: Commenter) -> None:
    domains = WordList.objects.create(name="D", kind="domains", terms="example.org")
    say(rex, "https://example.org/1 https://www.example.org/2")
    assert try_list(domains).total.found == 1
    assert try_link_limit(2).total.found == 0
    assert try_link_limit(1).total.found == 1


def test_a_trial_costs_the_same_for_many_comments(
    thread: Thread, say: Say, rex: Commenter, word_list: WordList
) -> None:
    say(rex, "pills")
    few = _queries(word_list)
    fill_thread(thread, 100)
    assert _queries(word_list) == few == 2


def _queries(word_list: WordList) -> int:
    with CaptureQueriesContext(connection) as captured:
        for example in try_list(word_list).examples:
            str(example.comment.thread.article)
    return len(captured)


def test_an_editor_tries_a_list_and_puts_it_in_force(
    client: Client, say: Say, rex: Commenter, word_list: WordList, ed: User
) -> None:
    say(rex, "Cheap pills")
    client.force_login(ed)
    page = client.get(f"/admin/moderation/lists/{word_list.pk}/trial/")
    assert "Cheap <mark>pills</mark>" in page.text
    assert "Nothing of this list is in force." in page.text
    client.post(f"/admin/moderation/lists/{word_list.pk}/force/")
    assert ListEdition.objects.in_force().get().begun_by == ed
    assert say(rex, "More pills").status == Comment.Status.HELD
    assert "ed on" in client.get(f"/admin/moderation/lists/{word_list.pk}/trial/").text.lower()
    client.post(f"/admin/moderation/lists/{word_list.pk}/end/")
    assert not ListEdition.objects.in_force().exists()
    assert say(rex, "Other pills").status == Comment.Status.PUBLISHED


def test_an_editor_tries_a_limit_of_links(client: Client, ed: User, article: object) -> None:
    client.force_login(ed)
    assert client.get("/admin/moderation/links/trial/").status_code == 200
    assert client.get("/admin/moderation/links/trial/?most=1").status_code == 200
    assert client.get("/admin/moderation/links/trial/?most=x").status_code == 200


@pytest.mark.parametrize("action", ["trial", "force", "end"])
def test_a_moderator_sets_no_rules(
    client: Client, mo: User, word_list: WordList, action: str
) -> None:
    client.force_login(mo)
    send = client.get if action == "trial" else client.post
    assert send(f"/admin/moderation/lists/{word_list.pk}/{action}/").status_code == 403
    assert not ListEdition.objects.exists()
