"""Editors write word lists; activating one is logged and keeps a copy."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from moderation.filters.word_lists.services import (
    activate_word_list,
    deactivate_word_list,
    save_word_list,
)
from moderation.models import WordList, WordListVersion

ADD = "/admin/moderation/wordlist/add/"
FORM = {"name": "Pills", "kind": "words", "outcome": "hold", "terms": "pills"}


@pytest.fixture
def word_list(db: None) -> WordList:
    """A list that isn't active."""
    return WordList.objects.create(name="Pills", terms="pills")


def test_a_version_keeps_the_terms_of_its_activation(word_list: WordList, ed: User) -> None:
    first = activate_word_list(editor=ed, word_list=word_list)
    word_list.terms = "pills\nships"
    save_word_list(editor=ed, word_list=word_list)
    second = activate_word_list(editor=ed, word_list=word_list)
    first.refresh_from_db()
    assert (first.terms, second.terms) == ("pills", "pills\nships")
    assert first.deactivated_at is not None
    assert list(WordListVersion.objects.active()) == [second]


def test_activations_are_in_the_history(word_list: WordList, ed: User) -> None:
    activate_word_list(editor=ed, word_list=word_list)
    deactivate_word_list(editor=ed, word_list=word_list)
    deactivate_word_list(editor=ed, word_list=word_list)
    entries = LogEntry.objects.filter(object_id=str(word_list.pk)).order_by("pk")
    assert [(entry.user, entry.change_message) for entry in entries] == [
        (ed, "Activated."),
        (ed, "Deactivated."),
    ]


def test_the_database_allows_one_active_version(word_list: WordList, ed: User) -> None:
    activate_word_list(editor=ed, word_list=word_list)
    with pytest.raises(IntegrityError), transaction.atomic():
        WordListVersion.objects.create(word_list=word_list, activated_by=ed)


@pytest.mark.parametrize("username", ["mo", "ann", "otto"])
def test_only_editors_manage_lists(
    request: pytest.FixtureRequest, word_list: WordList, username: str
) -> None:
    user = request.getfixturevalue(username)
    for service in (save_word_list, activate_word_list, deactivate_word_list):
        with pytest.raises(PermissionDenied):
            service(editor=user, word_list=word_list)


def test_an_editor_writes_a_list(client: Client, ed: User) -> None:
    client.force_login(ed)
    assert client.post(ADD, FORM).status_code == 302
    word_list = WordList.objects.get()
    assert word_list.terms == "pills"
    assert not WordListVersion.objects.exists()
    page = client.get(f"/admin/moderation/wordlist/{word_list.pk}/change/")
    assert f"/admin/moderation/word-lists/{word_list.pk}/preview/" in page.text
    assert client.get("/admin/moderation/wordlist/").status_code == 200


def test_an_imported_file_is_added_to_the_terms(client: Client, ed: User) -> None:
    client.force_login(ed)
    file = SimpleUploadedFile("list.txt", "\ufeffcasino*\n-buy.\n".encode())
    page = client.post(ADD, FORM | {"file": file}, follow=True)
    assert WordList.objects.get().terms == "pills\ncasino*\n-buy."
    levels = [message.level_tag for message in page.context["messages"]]
    assert "warning" in levels
    assert "-buy." in page.text


def test_a_binary_file_is_refused(client: Client, ed: User) -> None:
    client.force_login(ed)
    page = client.post(ADD, FORM | {"file": SimpleUploadedFile("x.txt", b"\xff\xfe\x00")})
    assert page.context["adminform"].form.has_error("file", "encoding")
    assert not WordList.objects.exists()


def test_a_moderator_can_read_but_not_change_a_list(
    client: Client, mo: User, word_list: WordList
) -> None:
    client.force_login(mo)
    path = f"/admin/moderation/wordlist/{word_list.pk}/change/"
    assert client.get(path).status_code == 200
    assert client.post(path, FORM | {"terms": "ships"}).status_code == 403
    assert client.get(ADD).status_code == 403
