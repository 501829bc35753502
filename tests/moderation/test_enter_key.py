"""Enter in a form field presses the form's first button, so that button must be harmless."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from lxml import html as parser

from accounts.models import User
from blog.models import Article
from comments.models import Commenter
from moderation.bans.services import create_ban
from moderation.bans.targets import parse_target
from moderation.models import Ban
from moderation.sanctions.services import warn_commenter
from moderation.statements.services.appeals import submit_appeal
from tests.moderation.conftest import Remove
from tests.people import CreateComment

MODERATION = "/admin/moderation/"
_SUBMIT_BUTTONS = "//button[not(@type) or @type='submit'] | //input[@type='submit']"
_FIELDS = ".//select | .//input[not(@type='hidden' or @type='submit' or @type='button')]"


def get_buttons(form: Any) -> list[Any]:
    """Return the submit buttons of a form, in the order of the document."""
    return [
        button
        for button in form.getroottree().xpath(_SUBMIT_BUTTONS)
        if (
            button.get("form") == form.get("id")
            if button.get("form")
            else form in button.iterancestors()
        )
    ]


def press_enter(text: str) -> list[str]:
    """Return the labels of the buttons that Enter presses in the fields of posted forms."""
    pressed = []
    for form in parser.document_fromstring(text).xpath("//form[@method='post']"):
        if form.xpath(_FIELDS):
            pressed += [
                button for button in get_buttons(form)[:1] if button.get("disabled") is None
            ]
    return [" ".join(button.text_content().split()) for button in pressed]


@pytest.fixture
def editor(client: Client, ed: User) -> Client:
    """Return a client in which Ed is logged in."""
    client.force_login(ed)
    return client


def test_enter_decides_nothing_in_the_queue(
    editor: Client, create_comment: CreateComment, nia: Commenter
) -> None:
    held = create_comment(nia, "Hello")
    # Continue asks for confirmation.
    assert press_enter(editor.get(f"{MODERATION}queue/").text) == ["Continue"]
    assert press_enter(editor.get(f"{MODERATION}queue/{held.pk}/").text) == []
    fields = {"action": "reject", "selected": str(held.pk)}
    confirmation = editor.post(f"{MODERATION}queue/batch/?tab=pending", fields).text
    assert 'name="confirmed"' in confirmation
    assert press_enter(confirmation) == []
    assert press_enter(editor.get(f"{MODERATION}comments/{held.pk}/edit/").text) == []
    assert press_enter(editor.get(f"/admin/comments/comment/{held.pk}/change/").text) == []


def test_enter_imposes_no_sanction(editor: Client, rex: Commenter) -> None:
    assert press_enter(editor.get(f"{MODERATION}commenters/{rex.pk}/").text) == []


def test_enter_neither_bans_nor_lifts_a_ban(editor: Client, ed: User, rex: Commenter) -> None:
    ban = create_ban(
        moderator=ed, target=parse_target(Ban.Kind.DOMAIN, "pills.example"), explanation="Spam"
    )
    assert press_enter(editor.get(f"{MODERATION}commenters/{rex.pk}/ban/").text) == []
    assert press_enter(editor.get(f"{MODERATION}bans/").text) == []
    assert press_enter(editor.get(f"{MODERATION}bans/new/").text) == ["Preview matches"]
    assert press_enter(editor.get(f"/admin/moderation/ban/{ban.pk}/change/").text) == []


def test_enter_answers_no_appeal(editor: Client, remove: Remove) -> None:
    appeal = submit_appeal(statement=remove("You fool"), text="I was quoting.")
    page = editor.get(f"{MODERATION}appeals/{appeal.pk}/").text
    assert 'name="grant"' in page
    assert press_enter(page) == []


def test_enter_acknowledges_no_warning(
    client: Client, mo: User, rex: Commenter, article: Article
) -> None:
    """Enter in the name field must not press the button above the form."""
    warn_commenter(moderator=mo, commenter=rex, explanation="Please stay calm.")
    fields = {"name": rex.name, "email": rex.email, "body": "The herring was better last year."}
    page = client.post("/2016/12/the-harbour/comments/post/", fields).text
    assert 'name="acknowledged"' in page
    assert press_enter(page) == []


def test_enter_removes_no_email_address(client: Client, otto: User) -> None:
    EmailAddress.objects.create(user=otto, email="otto@example.org", verified=True, primary=True)
    EmailAddress.objects.create(user=otto, email="new@example.org")
    client.force_login(otto)
    page = client.get("/accounts/email/").text
    assert 'name="action_remove"' in page
    assert press_enter(page) == ["Add"]
