"""The commenter's page for moderators."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from comments.models import Commenter, Thread
from comments.submission.screening import RequestFacts
from comments.submission.services import submit_comment
from comments.visitors.services.commenters import get_or_create_guest
from moderation.commenters.history import count_comments, find_related_commenters
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from moderation.notes.services import add_note
from tests.people import CreateComment


def get_path(commenter: Commenter) -> str:
    return f"/admin/moderation/commenters/{commenter.pk}/"


def test_history_counts_comments_by_status(
    rex: Commenter, nia: Commenter, mo: User, create_comment: CreateComment
) -> None:
    shown = create_comment(rex, "Ships!")
    create_comment(rex, "Boats!")
    create_comment(nia, "Waves!")
    decide(moderator=mo, item=shown, action=Decision.Action.REMOVE, expected_version=0)
    record = count_comments(rex)
    assert record.total == 2
    assert record.lines == [("published", 1), ("removed", 1)]


@pytest.mark.parametrize("username", ["", "otto", "ann"])
def test_others_have_no_access(
    request: pytest.FixtureRequest, client: Client, rex: Commenter, username: str
) -> None:
    if username:
        client.force_login(request.getfixturevalue(username))
    assert client.get(get_path(rex)).status_code == (403 if username else 302)


def test_unknown_commenter_is_not_found(client: Client, mo: User) -> None:
    client.force_login(mo)
    assert client.get("/admin/moderation/commenters/999/").status_code == 404


def test_shows_comments_decisions_and_notes(
    client: Client, rex: Commenter, mo: User, create_comment: CreateComment
) -> None:
    comment = create_comment(rex, "Ships!")
    decide(
        moderator=mo, item=comment, action=Decision.Action.REMOVE, explanation="Rude",
        expected_version=0,
    )  # fmt: skip
    add_note(moderator=mo, commenter=rex, text="A sailor")
    client.force_login(mo)
    page = client.get(get_path(rex)).text
    assert all(words in page for words in ("rex@example.org", "Ships!", "Rude", "A sailor"))


def test_automatic_decisions_show_the_reason_in_words(
    client: Client, nia: Commenter, mo: User, create_comment: CreateComment
) -> None:
    held = create_comment(nia, "Hello")
    client.force_login(mo)
    for url in (
        get_path(nia), f"/admin/comments/comment/{held.pk}/change/", "/admin/moderation/decision/",
    ):  # fmt: skip
        assert "Comment by a new commenter" in client.get(url).text


def test_fixed_number_of_queries(
    client: Client, rex: Commenter, mo: User, create_comment: CreateComment
) -> None:
    client.force_login(mo)

    def queries(count: int) -> int:
        for n in range(count):
            comment = create_comment(rex, f"Ship {count} {n}")
            decide(moderator=mo, item=comment, action=Decision.Action.REMOVE, expected_version=0)
            add_note(moderator=mo, commenter=rex, comment=comment, text="Again")
        # The first request after login fills caches.
        client.get(get_path(rex))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(get_path(rex)).status_code == 200
        return len(captured)

    assert queries(1) == queries(5)


def test_other_names_of_person_and_networks(
    client: Client, thread: Thread, rex: Commenter, mo: User
) -> None:
    def submit_comment_as(commenter: Commenter, ip_address: str) -> None:
        facts = RequestFacts(ip_address=ip_address)
        submit_comment(thread=thread, commenter=commenter, body="Ships!", request_facts=facts)

    max_ = get_or_create_guest(name="Max", email="rex@example.org")
    submit_comment_as(rex, "192.0.2.7")
    submit_comment_as(max_, "192.0.2.7")
    submit_comment_as(
        near := get_or_create_guest(name="Near", email="near@example.org"), "192.0.2.200"
    )
    submit_comment_as(get_or_create_guest(name="Far", email="far@example.org"), "192.0.3.7")
    names = find_related_commenters(rex)
    assert (names.same, names.nearby, names.networks) == ([max_], [near], ["192.0.2.0/24"])
    client.force_login(mo)
    page = client.get(get_path(rex)).text
    assert f'href="{get_path(max_)}"' in page
    assert f'href="{get_path(near)}"' in page


def test_no_network_without_ip_address(create_comment: CreateComment, rex: Commenter) -> None:
    create_comment(rex, "Ships!")
    assert find_related_commenters(rex).nearby == []
