import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from comments.models import Commenter
from moderation.models import Decision, Note
from moderation.notes.services import add_note, delete_note
from tests.people import CreateComment


@pytest.mark.parametrize("username", ["otto", "ann"])
def test_other_users_can_not_add_notes(
    request: pytest.FixtureRequest, rex: Commenter, mo: User, username: str
) -> None:
    user = request.getfixturevalue(username)
    with pytest.raises(PermissionDenied):
        add_note(moderator=user, commenter=rex, text="A troll")
    note = add_note(moderator=mo, commenter=rex, text="A poet")
    with pytest.raises(PermissionDenied):
        delete_note(moderator=user, note=note)
    assert Note.objects.get() == note


@pytest.mark.parametrize("username", ["mo", "ed"])
def test_moderators_and_editors_add_notes(
    request: pytest.FixtureRequest, rex: Commenter, create_comment: CreateComment, username: str
) -> None:
    user, comment = request.getfixturevalue(username), create_comment(rex, "Ships!")
    note = add_note(moderator=user, commenter=rex, comment=comment, text="Always about ships")
    assert (note.author, note.commenter, note.comment) == (user, rex, comment)
    # It says nothing about what was done to anybody.
    assert not Decision.objects.exists()


def test_moderators_delete_their_own_and_editors_any(rex: Commenter, mo: User, ed: User) -> None:
    by_mo = add_note(moderator=mo, commenter=rex, text="A poet")
    by_ed = add_note(moderator=ed, commenter=rex, text="A sailor")
    with pytest.raises(PermissionDenied):
        delete_note(moderator=mo, note=by_ed)
    delete_note(moderator=ed, note=by_mo)
    delete_note(moderator=ed, note=by_ed)
    assert not Note.objects.exists()


def test_a_note_on_a_comment_must_be_about_its_author(
    rex: Commenter, nia: Commenter, mo: User, create_comment: CreateComment
) -> None:
    with pytest.raises(ValueError, match="commenter"):
        add_note(moderator=mo, commenter=nia, comment=create_comment(rex, "Ships!"), text="A poet")


def test_notes_of_a_commenter_come_newest_first(rex: Commenter, nia: Commenter, mo: User) -> None:
    for text in ("one", "two"):
        add_note(moderator=mo, commenter=rex, text=text)
    add_note(moderator=mo, commenter=nia, text="three")
    assert [note.text for note in Note.objects.about(rex)] == ["two", "one"]


def test_the_database_rejects_an_empty_note(rex: Commenter, mo: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add_note(moderator=mo, commenter=rex, text="")


def test_a_note_is_added_and_deleted_on_the_page(
    client: Client, rex: Commenter, mo: User, create_comment: CreateComment
) -> None:
    comment = create_comment(rex, "Ships!")
    client.force_login(mo)
    page = f"/admin/moderation/commenters/{rex.pk}/"
    data = {"text": "Sails <b>well</b>", "comment": str(comment.pk), "next": page}
    assert client.post(f"{page}notes/", data)["Location"] == page
    note = Note.objects.get()
    assert note.comment == comment
    assert "Sails &lt;b&gt;well&lt;/b&gt;" in client.get(page).text
    client.post(f"/admin/moderation/notes/{note.pk}/delete/", {"next": page})
    assert not Note.objects.exists()


@pytest.mark.parametrize("text", ["", "  ", "x" * 5001])
def test_invalid_notes_are_rejected(client: Client, rex: Commenter, mo: User, text: str) -> None:
    client.force_login(mo)
    page = f"/admin/moderation/commenters/{rex.pk}/"
    client.post(f"{page}notes/", {"text": text, "next": page})
    assert not Note.objects.exists()
    assert 'class="error"' in client.get(page).text


def test_no_public_page_shows_a_note(
    client: Client, rex: Commenter, mo: User, create_comment: CreateComment
) -> None:
    comment = create_comment(rex, "Ships!")
    add_note(moderator=mo, commenter=rex, comment=comment, text="Smuggler")
    for path in (comment.thread.article.get_absolute_url(), rex.get_absolute_url()):
        assert "Smuggler" not in client.get(path).text
