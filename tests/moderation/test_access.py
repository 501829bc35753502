from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.bans.services import create_ban
from moderation.base_views import ModerationView
from moderation.models import Ban, Decision
from moderation.modmail.services import send_message
from moderation.notes.services import add_note
from moderation.sanctions.services import warn_commenter
from tests.people import CreateComment

PREFIX = "admin/moderation/"


def views(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, object]]:
    """Return every address of the site with its view."""
    for pattern in patterns:
        path = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, path)
        else:
            yield path, pattern.callback


def find_views() -> list[tuple[str, object]]:
    """Return the views that moderation itself adds; the admin guards its own."""
    return [
        (path, view)
        for path, view in views(get_resolver().url_patterns)
        if path.startswith(PREFIX)
        and getattr(view, "__module__", "").startswith("moderation")
        and not hasattr(view, "model_admin")
    ]


def test_there_are_views() -> None:
    assert len(find_views()) >= 4


@pytest.mark.parametrize(("path", "view"), find_views())
def test_every_view_checks_access(path: str, view: object) -> None:
    assert issubclass(getattr(view, "view_class", object), ModerationView), path


@pytest.fixture
def addresses(
    create_comment: CreateComment, nia: Commenter, mo: User, ed: User
) -> list[tuple[str, str, dict[str, str]]]:
    """Return the method, URL and valid data of each view."""
    held = create_comment(nia, "Hello")
    made_ban = create_ban(moderator=ed, commenter=nia, explanation="Insults")
    warning = warn_commenter(moderator=mo, commenter=nia, explanation="Insults")
    modmail = send_message(moderator=mo, commenter=nia, text="Hello").modmail
    note = add_note(moderator=mo, commenter=nia, text="Writes at night")
    return [
        ("get", "/admin/moderation/queue/", {}),
        ("get", f"/admin/moderation/queue/{held.pk}/", {}),
        (
            "post",
            f"/admin/moderation/comments/{held.pk}/decide/",
            {"action": "approve", "version": "0"},
        ),
        ("get", f"/admin/moderation/commenters/{nia.pk}/", {}),
        ("post", f"/admin/moderation/commenters/{nia.pk}/notes/", {"text": "Once more"}),
        (
            "post",
            f"/admin/moderation/commenters/{nia.pk}/sanctions/",
            {"action": "warn", "explanation": "Insults"},
        ),
        ("post", f"/admin/moderation/sanctions/{warning.decision_id}/undo/", {}),
        ("get", f"/admin/moderation/commenters/{nia.pk}/ban/", {}),
        (
            "post",
            f"/admin/moderation/commenters/{nia.pk}/ban/",
            {"explanation": "Insults", "until": str(timezone.localdate())},
        ),
        ("get", "/admin/moderation/bans/", {}),
        ("get", "/admin/moderation/bans/new/", {}),
        (
            "post",
            "/admin/moderation/bans/new/",
            {
                "kind": "email",
                "value": "jo@pills.example",
                "explanation": "Spam",
                "until": str(timezone.localdate()),
            },
        ),
        ("post", f"/admin/moderation/bans/{made_ban.pk}/lift/", {}),
        ("post", f"/admin/moderation/notes/{note.pk}/delete/", {}),
        ("post", f"/admin/moderation/commenters/{nia.pk}/messages/", {"text": "Hello"}),
        ("get", "/admin/moderation/messages/", {}),
        ("post", f"/admin/moderation/messages/{modmail.pk}/read/", {}),
    ]


def test_anonymous_visitors_have_no_access(
    client: Client, addresses: list[tuple[str, str, dict[str, str]]]
) -> None:
    for method, path, data in addresses:
        response = getattr(client, method)(path, data)
        assert response.status_code == 302
        assert response["Location"] == f"/admin/login/?next={path}"
    assert Comment.objects.get().status == Comment.Status.HELD
    assert Ban.objects.get().lifted_at is None


@pytest.mark.parametrize("username", ["otto", "a moderator who is not staff"])
def test_other_users_have_no_access(
    request: pytest.FixtureRequest,
    client: Client,
    mo: User,
    addresses: list[tuple[str, str, dict[str, str]]],
    username: str,
) -> None:
    if username.startswith("a moderator"):
        mo.is_staff = False
        mo.save()
        client.force_login(mo)
    else:
        client.force_login(request.getfixturevalue(username))
    decisions = Decision.objects.count()
    for method, path, data in addresses:
        assert getattr(client, method)(path, data).status_code == 403
    assert Decision.objects.count() == decisions


def test_another_author_sees_an_empty_queue_only(
    client: Client, art: User, addresses: list[tuple[str, str, dict[str, str]]]
) -> None:
    client.force_login(art)
    decisions = Decision.objects.count()
    statuses = [getattr(client, method)(path, data).status_code for method, path, data in addresses]
    assert statuses[:3] == [200, 404, 404]
    assert set(statuses[3:]) == {403}
    assert "Hello" not in client.get("/admin/moderation/queue/").text
    assert Decision.objects.count() == decisions


@pytest.mark.parametrize("username", ["mo", "ed"])
def test_moderators_have_access(
    request: pytest.FixtureRequest,
    client: Client,
    addresses: list[tuple[str, str, dict[str, str]]],
    username: str,
) -> None:
    client.force_login(request.getfixturevalue(username))
    for method, path, data in addresses:
        response = getattr(client, method)(path, data)
        assert response.status_code == (200 if method == "get" else 302)
        assert "no-store" in response["Cache-Control"]


def test_cross_site_decisions_are_rejected(
    mo: User, addresses: list[tuple[str, str, dict[str, str]]]
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(mo)
    for method, path, data in addresses:
        if method == "post":
            assert client.post(path, data).status_code == 403
    assert Comment.objects.get().status == Comment.Status.HELD
