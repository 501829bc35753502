"""Editors write word lists; what is in force changes by a service alone, and leaves a trace."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from moderation.models import ListEdition, WordList
from moderation.services.listing import end_force, put_in_force, write_list

ADD = "/admin/moderation/wordlist/add/"
FORM = {"name": "Pills", "kind": "words", "outcome": "hold", "terms": "pills"}


@pytest.fixture
def word_list(db: None) -> WordList:
    """A list that nobody has put in force."""
    return WordList.objects.create(name="Pills", terms="pills")


def test_an_edition_keeps_what_was_in_force(word_list: WordList, ed: User) -> None:
    first = put_in_force(editor=ed, word_list=word_list)
    word_list.terms = "pills\nships"
    write_list(editor=ed, word_list=word_list)
    second = put_in_force(editor=ed, word_list=word_list)
    first.refresh_from_db()
    assert (first.terms, second.terms) == ("pills", "pills\nships")
    assert first.ended_at is not None
    assert list(ListEdition.objects.in_force()) == [second]


def test_each_change_of_what_applies_is_in_the_history(word_list: WordList, ed: User) -> None:
    put_in_force(editor=ed, word_list=word_list)
    end_force(editor=ed, word_list=word_list)
    end_force(editor=ed, word_list=word_list)
    entries = LogEntry.objects.filter(object_id=str(word_list.pk)).order_by("pk")
    assert [(entry.user, entry.change_message) for entry in entries] == [
        (ed, "Put in force."),
        (ed, "Taken out of force."),
    ]


def test_the_database_knows_one_edition_in_force(word_list: WordList, ed: User) -> None:
    put_in_force(editor=ed, word_list=word_list)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListEdition.objects.create(word_list=word_list, begun_by=ed)


@pytest.mark.parametrize("who", ["mo", "ann", "otto"])
def test_others_set_no_rules(request: pytest.FixtureRequest, word_list: WordList, who: str) -> None:
    user = request.getfixturevalue(who)
    for service in (write_list, put_in_force, end_force):
        with pytest.raises(PermissionDenied):
            service(editor=user, word_list=word_list)


def test_an_editor_writes_a_list(client: Client, ed: User) -> None:
    client.force_login(ed)
    assert client.post(ADD, FORM).status_code == 302
    word_list = WordList.objects.get()
    assert word_list.terms == "pills"
    assert not ListEdition.objects.exists()
    page = client.get(f"/admin/moderation/wordlist/{word_list.pk}/change/")
    assert f"/admin/moderation/lists/{word_list.pk}/trial/" in page.text
    assert client.get("/admin/moderation/wordlist/").status_code == 200


def test_a_file_is_added_to_the_terms(client: Client, ed: User) -> None:
    client.force_login(ed)
    file = SimpleUploadedFile("list.txt", "\ufeffcasino*\n-buy.\n".encode())
    page = client.post(ADD, FORM | {"file": file}, follow=True)
    assert WordList.objects.get().terms == "pills\ncasino*\n-buy."
    assert "1 line is neither a word nor a phrase and finds nothing: -buy." in page.text


def test_a_file_that_is_no_text_is_refused(client: Client, ed: User) -> None:
    client.force_login(ed)
    page = client.post(ADD, FORM | {"file": SimpleUploadedFile("x.txt", b"\xff\xfe\x00")})
    assert "This is no text in UTF-8." in page.text
    assert not WordList.objects.exists()


def test_a_moderator_reads_a_list_and_changes_nothing(
    client: Client, mo: User, word_list: WordList
) -> None:
    client.force_login(mo)
    path = f"/admin/moderation/wordlist/{word_list.pk}/change/"
    assert client.get(path).status_code == 200
    assert client.post(path, FORM | {"terms": "ships"}).status_code == 403
    assert client.get(ADD).status_code == 403
