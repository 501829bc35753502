"""Authors can edit their comments for a few minutes. Edits are screened."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from blog.models import Article
from comments.editing.services import EditNotAllowed, edit_comment, withdraw_comment
from comments.models import Comment, Commenter, CommentRevision, Reference
from comments.threads.services.status import StaleComment, change_status
from comments.visitors.services.commenters import set_trust
from comments.visitors.visitor import Visitor
from moderation.bans.services import create_ban
from tests.comments.editing.own_comments import edit, get_url, submit_as_rex
from tests.people import CreateComment

Status = Comment.Status
State = CommentRevision.State


@pytest.fixture
def own_comment(client: Client, article: Article, rex: Commenter) -> Comment:
    """A published comment of this browser."""
    submit_as_rex(client, article, body="Find ships.")
    return Comment.objects.get()


def get_author(comment: Comment) -> Visitor:
    return Visitor(comment_ids=frozenset([comment.pk]))


def test_another_browser_gets_404(own_comment: Comment) -> None:
    missing = Client().get(get_url(own_comment, "edit").replace(f"/{own_comment.pk}/", "/999/"))
    foreign = Client().get(get_url(own_comment, "edit"))
    assert (missing.status_code, foreign.status_code) == (404, 404)
    assert edit(Client(), own_comment, "Mine now.").status_code == 404
    own_comment.refresh_from_db()
    assert own_comment.source == "Find ships."


def test_the_service_rejects_others(own_comment: Comment) -> None:
    with pytest.raises(PermissionDenied):
        edit_comment(
            visitor=Visitor(), comment=own_comment, body="x", expected_version=own_comment.version
        )


@pytest.mark.parametrize("cookie", ["", "[1]", "WzFd:1abc:nonsense"])
def test_a_forged_cookie_is_ignored(own_comment: Comment, cookie: str) -> None:
    forger = Client()
    forger.cookies["visitor"] = cookie
    assert forger.get(get_url(own_comment, "edit")).status_code == 404


def test_the_url_of_another_article_is_404(client: Client, own_comment: Comment) -> None:
    assert (
        client.get(get_url(own_comment, "edit").replace("harbour", "lighthouse")).status_code == 404
    )


def test_a_forged_post_is_rejected(own_comment: Comment, client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert edit(strict, own_comment, "Forged.").status_code == 403
    own_comment.refresh_from_db()
    assert own_comment.source == "Find ships."


def test_the_new_text_is_published(client: Client, own_comment: Comment, article: Article) -> None:
    version = own_comment.thread.version
    assert edit(client, own_comment, "Fine ships.").status_code == 303
    own_comment.refresh_from_db()
    assert (own_comment.source, own_comment.html, own_comment.text) == (
        "Fine ships.",
        "<p>Fine ships.</p>",
        "Fine ships.",
    )
    assert (own_comment.number, own_comment.status) == (1, Status.PUBLISHED)
    assert own_comment.edited_at is not None
    own_comment.thread.refresh_from_db()
    assert own_comment.thread.version > version
    page = Client().get(article.get_absolute_url()).text
    assert "Fine ships." in page
    assert "Find ships." not in page


def test_the_previous_text_is_stored(client: Client, own_comment: Comment) -> None:
    edit(client, own_comment, "Fine ships.")
    revision = CommentRevision.objects.get()
    assert (revision.state, revision.source) == (State.PREVIOUS, "Find ships.")


def test_references_are_updated(
    client: Client,
    article: Article,
    create_comment: CreateComment,
    own_comment: Comment,
    nia: Commenter,
) -> None:
    set_trust(commenter=nia, trust=Commenter.Trust.TRUSTED)
    create_comment(nia, "Something about boats.")
    first = Comment.objects.get(number=2)
    submit_as_rex(client, article, body="Boats?", reply_to="2")
    answer = Comment.objects.get(number=3)
    edit(client, answer, "Boats? @Nia and #1")
    cues = dict(Reference.objects.filter(source=answer).values_list("target_number", "cue"))
    assert cues == {2: "reply", 1: "number"}
    answer.refresh_from_db()
    assert answer.parent == first


def test_the_same_text_changes_nothing(client: Client, own_comment: Comment) -> None:
    assert edit(client, own_comment, "Find ships.").status_code == 303
    own_comment.refresh_from_db()
    assert own_comment.edited_at is None
    assert not CommentRevision.objects.exists()


def test_a_double_click_is_one_edit(client: Client, own_comment: Comment) -> None:
    assert [edit(client, own_comment, "Fine ships.").status_code for _ in range(2)] == [303, 303]
    assert CommentRevision.objects.count() == 1


def test_after_the_deadline_the_text_is_given_back(client: Client, own_comment: Comment) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11), tick=False):
        response = edit(client, own_comment, "All that I wrote <b>.")
        assert client.get(get_url(own_comment, "edit")).status_code == 403
    assert response.status_code == 403
    assert "All that I wrote &lt;b&gt;." in response.text
    own_comment.refresh_from_db()
    assert own_comment.source == "Find ships."


def test_the_time_for_edits_is_a_setting(
    client: Client, own_comment: Comment, settings: Settings
) -> None:
    settings.COMMENT_EDIT_MINUTES = 0
    assert client.get(get_url(own_comment, "edit")).status_code == 403
    with pytest.raises(EditNotAllowed):
        edit_comment(
            visitor=get_author(own_comment),
            comment=own_comment,
            body="x",
            expected_version=own_comment.version,
        )


@pytest.mark.parametrize("status", [Status.REMOVED, Status.SPAM, Status.WITHDRAWN])
def test_a_moderated_comment_cannot_be_edited(
    client: Client, own_comment: Comment, status: Status
) -> None:
    change_status(comment=own_comment, to=status, expected_version=own_comment.version)
    response = edit(client, own_comment, "All that I wrote.")
    assert response.status_code == 403
    assert "All that I wrote." in response.text


def test_a_stale_version_shows_both_texts(client: Client, own_comment: Comment) -> None:
    edit(client, own_comment, "From one window.")
    response = edit(client, own_comment, "From the other window.")
    assert response.status_code == 409
    assert "From one window." in response.text
    assert "From the other window." in response.text
    own_comment.refresh_from_db()
    assert own_comment.source == "From one window."
    # The form now has the current version, so the second attempt succeeds.
    assert f'name="version" value="{own_comment.version}"' in response.text
    assert edit(client, own_comment, "From the other window.").status_code == 303


def test_the_service_rejects_a_stale_version(own_comment: Comment) -> None:
    with pytest.raises(StaleComment):
        edit_comment(
            visitor=get_author(own_comment),
            comment=own_comment,
            body="x",
            expected_version=own_comment.version + 7,
        )


def test_a_banned_author_sees_the_reason(
    client: Client, own_comment: Comment, rex: Commenter, ed: User
) -> None:
    create_ban(moderator=ed, commenter=rex, explanation="Called Nia names")
    response = edit(client, own_comment, "All that I wrote.")
    assert response.status_code == 403
    assert "Called Nia names" in response.text
    assert "All that I wrote." in response.text
    assert not CommentRevision.objects.exists()


def test_a_held_edit_leaves_the_text(
    client: Client, own_comment: Comment, rex: Commenter, article: Article
) -> None:
    set_trust(commenter=rex, trust=Commenter.Trust.PREMODERATED)
    assert edit(client, own_comment, "Buy ships.").status_code == 303
    own_comment.refresh_from_db()
    assert (own_comment.source, own_comment.edited_at) == ("Find ships.", None)
    assert CommentRevision.objects.pending().get().source == "Buy ships."
    assert "Buy ships." not in Client().get(article.get_absolute_url()).text
    assert "data-pending-edit" in client.get(article.get_absolute_url()).text


def test_a_second_held_edit_replaces_the_first(
    client: Client, own_comment: Comment, rex: Commenter
) -> None:
    set_trust(commenter=rex, trust=Commenter.Trust.PREMODERATED)
    edit(client, own_comment, "Buy ships.")
    own_comment.refresh_from_db()
    edit(client, own_comment, "Buy boats.")
    states = CommentRevision.objects.oldest_first().values_list("state", "source")
    assert list(states) == [(State.SUPERSEDED, "Buy ships."), (State.PENDING, "Buy boats.")]


def test_returning_to_the_text_removes_the_pending_edit(
    client: Client, own_comment: Comment, rex: Commenter
) -> None:
    set_trust(commenter=rex, trust=Commenter.Trust.PREMODERATED)
    edit(client, own_comment, "Buy ships.")
    own_comment.refresh_from_db()
    edit(client, own_comment, "Find ships.")
    assert not CommentRevision.objects.pending().exists()


def test_a_held_comment_gets_the_new_text(
    client: Client, article: Article, nia: Commenter, create_comment: CreateComment
) -> None:
    held = create_comment(nia, "Find ships.")
    edited = edit_comment(
        visitor=get_author(held), comment=held, body="Fine ships.", expected_version=0
    )
    assert (edited.comment.status, edited.comment.source) == (Status.HELD, "Fine ships.")
    assert edited.comment.edited_at is None


def test_an_account_edits_its_own_comment(
    client: Client, article: Article, mo: User, otto: User
) -> None:
    client.force_login(mo)
    client.post(f"{article.get_absolute_url()[:-5]}/comments/post/", {"body": "Find ships."})
    comment = Comment.objects.get()
    other = Client()
    other.force_login(otto)
    assert edit(other, comment, "Otto’s now.").status_code == 404
    assert edit(client, comment, "Fine ships.").status_code == 303


@pytest.mark.parametrize("body", ["", "  \n ", "x" * 20_001])
def test_an_invalid_text(client: Client, own_comment: Comment, body: str) -> None:
    assert edit(client, own_comment, body).status_code == 400


@pytest.mark.parametrize("version", ["", "-1", "new", "9" * 40])
def test_an_invalid_version(client: Client, own_comment: Comment, version: str) -> None:
    assert edit(client, own_comment, "Fine ships.", version=version).status_code in {400, 409}


def test_the_service_rejects_edits_of_a_deleted_comment(own_comment: Comment) -> None:
    withdrawn = withdraw_comment(visitor=get_author(own_comment), comment=own_comment)
    with pytest.raises(EditNotAllowed):
        edit_comment(
            visitor=get_author(own_comment),
            comment=withdrawn,
            body="x",
            expected_version=withdrawn.version,
        )
