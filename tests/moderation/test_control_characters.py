"""PostgreSQL can't store NUL characters, so pages must neither search for them nor store them."""

import pytest
from django.test import Client

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.bans.services import create_ban
from moderation.models import Ban, Decision
from moderation.sanctions.services import change_trust

pytestmark = pytest.mark.every_database

NUL = "a%00b"


@pytest.fixture
def editor(client: Client, ed: User) -> Client:
    client.force_login(ed)
    return client


@pytest.mark.parametrize("key", [NUL, "%00", "%ED%A0%80", "ships/1", "'", "x" * 5000])
def test_an_invalid_key_has_no_statement(client: Client, db: None, key: str) -> None:
    path = f"/moderation/statements/{key}/"
    assert client.get(path).status_code == 404
    assert client.post(path, {"text": "Why?"}).status_code == 404


@pytest.mark.parametrize("token", [NUL, "1:%00", "%ED%A0%80", "x" * 5000])
def test_an_invalid_token_has_no_conversation(client: Client, db: None, token: str) -> None:
    assert client.get(f"/moderation/messages/{token}/").status_code == 404


def test_a_search_for_bans_strips_them(editor: Client, nia: Commenter, ed: User) -> None:
    create_ban(moderator=ed, commenter=nia, explanation="Insults")
    page = editor.get("/admin/moderation/bans/?q=In%00sults")
    assert page.status_code == 200
    assert 'value="Insults"' in page.text
    assert "Nia" in page.text


@pytest.mark.parametrize(
    "query",
    [
        "bans/?q=%00",
        "bans/?state=%00",
        "bans/?page=%00",
        "bans/new/?kind=%00&value=%00",
        "statistics/?days=%00",
        "messages/?state=%00",
        "queue/?q=%00",
        "queue/?article=%00",
        "queue/?commenter=%00",
        "queue/?reason=%00",
        "queue/?language=%00",
        "queue/?status=%00",
        "queue/?tab=%00",
        "queue/?item=%00",
        "queue/?after=%00",
        "queue/?before=%00",
        "decision/?q=%00",
        "decision/?action__exact=%00",
        "decision/?decided_at__gte=%00",
        "decision/?explanation=%00",
        "guideline/?name=%00",
        "ban/?q=%00",
        "ban/?kind__exact=%00",
        "wordlist/?kind__exact=%00",
        "wordlist/?outcome__exact=%00",
        "links/preview/?max_links=%00",
    ],
)
def test_moderation_pages_do_not_search_for_them(editor: Client, query: str) -> None:
    assert editor.get(f"/admin/moderation/{query}", follow=True).status_code in {200, 404}


@pytest.mark.parametrize(
    "query",
    [
        "comment/?q=%00",
        "comment/?status__exact=%00",
        "comment/?submitted_at__gte=%00",
        "commenter/?q=%00",
        "commenter/?trust__exact=%00",
        "thread/?q=%00",
        "thread/?policy__exact=%00",
    ],
)
def test_admin_lists_do_not_search_for_them(editor: Client, query: str) -> None:
    assert editor.get(f"/admin/comments/{query}", follow=True).status_code in {200, 404}


@pytest.mark.parametrize("name", ["action", "guideline", "month", "by", "from"])
def test_the_public_log_does_not_search_for_them(client: Client, db: None, name: str) -> None:
    assert client.get(f"/moderation/log/?{name}=%00").status_code in {200, 404}


def test_the_explanation_of_a_lifted_ban_is_stored_without_them(
    editor: Client, nia: Commenter, ed: User
) -> None:
    made = create_ban(moderator=ed, commenter=nia, explanation="Insults")
    editor.post(f"/admin/moderation/bans/{made.pk}/lift/", {"explanation": "A\x00slip"})
    assert Ban.objects.get().lifted_by == ed
    assert Decision.objects.get(action=Decision.Action.LIFT_BAN).explanation == "Aslip"


def test_the_explanation_of_an_undone_sanction_is_stored_without_them(
    editor: Client, nia: Commenter, ed: User
) -> None:
    made = change_trust(moderator=ed, commenter=nia, action=Decision.Action.TRUST)
    editor.post(f"/admin/moderation/sanctions/{made.pk}/undo/", {"explanation": "A\x00slip"})
    assert Decision.objects.get(action=Decision.Action.UNDO).explanation == "Aslip"


@pytest.mark.parametrize("name", ["explanation", "version", "action"])
def test_a_decision_with_them_is_rejected(
    editor: Client, name: str, rex: Commenter, thread: object
) -> None:
    data = {"action": "remove", "version": "0", "explanation": "Loud"} | {name: "\x00"}
    editor.post("/admin/moderation/comments/1/decide/", data)
    assert not Comment.objects.filter(status=Comment.Status.REMOVED).exists()
