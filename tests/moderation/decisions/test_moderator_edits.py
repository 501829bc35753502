import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from comments.editing.services import EditNotAllowed, edit_comment
from comments.models import Comment, Commenter, CommentRevision
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import AlreadyDecided
from moderation.decisions.services.moderator_edits import edit_comment_as_moderator
from moderation.models import Decision, Guideline
from tests.people import CreateComment


@pytest.fixture
def comment(create_comment: CreateComment, rex: Commenter) -> Comment:
    """An impolite comment."""
    return create_comment(rex, "You sea-cow, the ferry was late.")


@pytest.mark.parametrize("username", ["otto", "art"])
def test_other_users_can_not_edit(
    request: pytest.FixtureRequest, comment: Comment, client: Client, username: str
) -> None:
    user = request.getfixturevalue(username)
    with pytest.raises(PermissionDenied):
        edit_comment_as_moderator(moderator=user, item=comment, body="Hello", expected_version=0)
    client.force_login(user)
    get_path = f"/admin/moderation/comments/{comment.pk}/edit/"
    assert client.get(get_path).status_code == (404 if username == "art" else 403)


def test_the_original_text_is_kept_in_the_history(
    comment: Comment, mo: User, client: Client
) -> None:
    guideline = Guideline.objects.first()
    decision = edit_comment_as_moderator(
        moderator=mo,
        item=comment,
        body="The ferry was <b>late</b>.",
        explanation="Without the sea-cow",
        guideline=guideline,
        expected_version=0,
    )
    comment.refresh_from_db()
    assert comment.text == "The ferry was late."
    assert (decision.action, decision.guideline) == (Decision.Action.EDIT, guideline)
    assert decision.explanation == "Without the sea-cow"
    revision = CommentRevision.objects.get(pk=decision.evidence["revision"])
    assert revision.source == "You sea-cow, the ferry was late."
    page = client.get("/2016/12/the-harbour.html").text
    assert comment.moderator_edited_at
    assert "sea-cow" not in page


def test_the_author_can_not_revert_it(comment: Comment, mo: User) -> None:
    edit_comment_as_moderator(
        moderator=mo, item=comment, body="The ferry was late.", expected_version=0
    )
    author = Visitor(comment_ids=frozenset([comment.pk]))
    with pytest.raises(EditNotAllowed):
        edit_comment(
            visitor=author,
            comment=Comment.objects.get(pk=comment.pk),
            body="You sea-cow",
            expected_version=1,
        )


def test_a_stale_version_changes_nothing(comment: Comment, mo: User, ed: User) -> None:
    edit_comment_as_moderator(
        moderator=mo, item=comment, body="The ferry was late.", expected_version=0
    )
    with pytest.raises(AlreadyDecided):
        edit_comment_as_moderator(
            moderator=ed, item=comment, body="Late it was.", expected_version=0
        )


@pytest.mark.parametrize("status", ["rejected", "spam", "removed", "withdrawn"])
def test_a_removed_comment_can_not_be_edited(comment: Comment, mo: User, status: str) -> None:
    Comment.objects.filter(pk=comment.pk).update(status=status)
    comment.refresh_from_db()
    with pytest.raises(AlreadyDecided):
        edit_comment_as_moderator(moderator=mo, item=comment, body="Late", expected_version=0)


class TestForm:
    """The form holds the text as typed."""

    def get_path(self, comment: Comment) -> str:
        """Return where the form is."""
        return f"/admin/moderation/comments/{comment.pk}/edit/"

    def test_it_changes_the_text(self, client: Client, comment: Comment, mo: User) -> None:
        client.force_login(mo)
        assert "You sea-cow, the ferry was late." in client.get(self.get_path(comment)).text
        back = "/admin/moderation/queue/?tab=all"
        answer = client.post(
            self.get_path(comment), {"body": "The ferry was late.", "version": 0, "next": back}
        )
        assert (answer.status_code, answer["Location"]) == (302, back)
        comment.refresh_from_db()
        assert comment.source == "The ferry was late."

    @pytest.mark.parametrize("body", ["", "  ", "You sea-cow, the ferry was late.", "x" * 20_001])
    def test_an_unchanged_text_is_rejected(
        self, client: Client, comment: Comment, mo: User, body: str
    ) -> None:
        client.force_login(mo)
        answer = client.post(self.get_path(comment), {"body": body, "version": 0})
        assert answer.status_code == 400
        comment.refresh_from_db()
        assert comment.version == 0

    def test_too_late(self, client: Client, comment: Comment, mo: User, ed: User) -> None:
        edit_comment_as_moderator(moderator=ed, item=comment, body="Late.", expected_version=0)
        client.force_login(mo)
        answer = client.post(self.get_path(comment), {"body": "Later.", "version": 0}, follow=True)
        assert "edited by Ed" in answer.text
