"""Ban form, preview, list and lifting."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.screening import RequestFacts
from comments.submission.services import submit_comment
from comments.visitors.services.commenters import get_or_create_guest, get_or_create_user_commenter
from comments.visitors.visitor import Visitor
from moderation.bans.services import create_ban
from moderation.bans.targets import parse_target
from moderation.models import Ban, Guideline
from tests.people import CreateComment

NEW = "/admin/moderation/bans/new/"
LIST = "/admin/moderation/bans/"
TOMORROW = str(timezone.localdate() + dt.timedelta(days=1))


def build_form_data(kind: str, value: str, **others: str) -> dict[str, str]:
    """Return form data."""
    return {"kind": kind, "value": value, "explanation": "Spam", "until": TOMORROW} | others


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["", "otto", "ann"])
@pytest.mark.parametrize("path", [NEW, LIST])
def test_only_moderators_have_access(
    request: pytest.FixtureRequest, client: Client, path: str, username: str
) -> None:
    if username:
        client.force_login(request.getfixturevalue(username))
    assert client.get(path).status_code == (403 if username else 302)
    assert client.post(NEW, build_form_data("email", "a@pills.example")).status_code == (
        403 if username else 302
    )
    assert not Ban.objects.exists()


def test_preview_bans_nobody(
    client: Client, ed: User, rex: Commenter, create_comment: CreateComment
) -> None:
    create_comment(rex, "Ships <b>ahoy</b>")
    client.force_login(ed)
    page = client.post(NEW, build_form_data("domain", "example.org", preview="1"))
    preview = page.context["preview"]
    assert (preview.comments, preview.published, preview.commenters, preview.trusted) == (
        1, 1, 1, 1,
    )  # fmt: skip
    assert "Ships ahoy" in page.text
    assert not Ban.objects.exists()
    empty = client.post(NEW, build_form_data("domain", "pills.example", preview="1"))
    assert empty.context["preview"].comments == 0


def test_form_creates_ban_with_all_fields(client: Client, ed: User) -> None:
    client.force_login(ed)
    guideline = Guideline.objects.first()
    data = build_form_data(
        "network", "192.0.2.7/24", past_action="remove", past_days="3", note="Third", ban="1",
        guideline=str(guideline.pk) if guideline else "",
    )  # fmt: skip
    assert client.post(NEW, data).status_code == 302
    made = Ban.objects.get()
    assert (made.kind, made.value, made.note) == ("network", "192.0.2.0/24", "Third")
    assert (made.past_action, made.past_days) == ("remove", 3)
    assert made.reason.endswith("Spam")
    assert made.ends_at is not None
    assert timezone.localtime(made.ends_at).date().isoformat() == TOMORROW


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (build_form_data("network", "0.0.0.0/0"), "value"),
        (build_form_data("network", "127.0.0.1"), "value"),
        (build_form_data("name", "*"), "value"),
        (build_form_data("domain", "example.com"), "value"),
        (build_form_data("email", "spike@pills.example", explanation=""), "explanation"),
        (build_form_data("email", "spike@pills.example", until="2020-01-01"), "until"),
        (
            build_form_data("email", "spike@pills.example", past_days="0", past_action="hold"),
            "past_days",
        ),
    ],
)
def test_invalid_form_shows_error(
    client: Client, ed: User, data: dict[str, str], field: str
) -> None:
    client.force_login(ed)
    page = client.post(NEW, data)
    assert page.status_code == 400
    assert list(page.context["form"].errors) == [field]
    assert not Ban.objects.exists()


@pytest.mark.parametrize("missing", ["kind", "value"])
def test_incomplete_form_shows_error(client: Client, ed: User, missing: str) -> None:
    client.force_login(ed)
    data = build_form_data("email", "spike@pills.example")
    del data[missing]
    page = client.post(NEW, data)
    assert (page.status_code, list(page.context["form"].errors)) == (400, [missing])


@pytest.mark.parametrize(
    "data",
    [
        build_form_data("domain", "pills.example"),
        build_form_data("name", "cheap*"),
        build_form_data("link", "pills.example"),
        build_form_data("network", "192.0.2.0/24"),
        build_form_data("email", "spike@pills.example", until=""),
    ],
)
def test_moderators_can_only_ban_one_person_temporarily(
    client: Client, mo: User, data: dict[str, str]
) -> None:
    client.force_login(mo)
    assert client.post(NEW, data).status_code == 400
    assert not Ban.objects.exists()
    client.post(NEW, build_form_data("email", "spike@pills.example"))
    client.post(NEW, build_form_data("network", "2001:db8::1"))
    assert Ban.objects.count() == 2


def test_banning_a_commenter_shows_preview(
    client: Client, mo: User, rex: Commenter, create_comment: CreateComment
) -> None:
    create_comment(rex, "Ships!")
    client.force_login(mo)
    page = client.get(f"/admin/moderation/commenters/{rex.pk}/ban/")
    assert page.context["preview"].comments == 1
    data = {"explanation": "Spam", "until": TOMORROW, "past_action": "hold", "past_days": "2"}
    client.post(f"/admin/moderation/commenters/{rex.pk}/ban/", data)
    made = Ban.objects.get()
    assert (made.commenter, made.past_action, made.past_days) == (rex, "hold", 2)


@pytest.fixture
def rex_at_home(create_comment: CreateComment, rex: Commenter, nia: Commenter) -> Commenter:
    """Rex, who comments from two networks and shares one of them with Nia."""
    for commenter, address in ((rex, "192.0.2.7"), (rex, "2001:db8::5"), (nia, "2001:db8::6")):
        comment = create_comment(commenter, f"Ships from {address}")
        Comment.objects.filter(pk=comment.pk).update(ip_address=address)
    return rex


def test_networks_can_be_banned_in_the_same_step(
    client: Client, mo: User, rex_at_home: Commenter
) -> None:
    get_or_create_guest(name="Rex II", email="rex+2@example.org")
    client.force_login(mo)
    path = f"/admin/moderation/commenters/{rex_at_home.pk}/ban/"
    page = client.get(path)
    assert page.context["form"].fields["networks"].choices == [
        ("2001:db8::/64", "2001:db8::/64, also used by Nia"),
        ("192.0.2.7/32", "192.0.2.7/32"),
    ]
    assert "Rex II" in page.text
    data = {"explanation": "Spam", "until": TOMORROW, "past_action": "remove", "past_days": "2"}
    assert client.post(path, data | {"networks": "198.51.100.1/32"}).status_code == 400
    client.post(path, data | {"networks": "192.0.2.7/32"})
    network, person = Ban.objects.all()
    assert (person.commenter, network.value) == (rex_at_home, "192.0.2.7/32")
    assert (network.reason, network.ends_at) == (person.reason, person.ends_at)
    assert (person.past_action, network.past_action) == ("remove", "leave")


def test_networks_of_an_email_address_are_offered_with_the_preview(
    client: Client, mo: User, rex_at_home: Commenter
) -> None:
    client.force_login(mo)
    assert "networks" not in client.get(NEW).context["form"].fields
    data = build_form_data("email", "rex+1@example.org")
    page = client.post(NEW, data | {"preview": "1"})
    assert len(page.context["form"].fields["networks"].choices) == 2
    assert page.context["preview"].comments == 2
    client.post(NEW, data | {"networks": ["192.0.2.7/32", "2001:db8::/64"]})
    assert set(Ban.objects.values_list("value", flat=True)) == {
        "rex@example.org", "192.0.2.7/32", "2001:db8::/64",
    }  # fmt: skip


def test_networks_of_staff_are_not_offered(
    client: Client, ed: User, mo: User, rex_at_home: Commenter, thread: Thread
) -> None:
    facts = RequestFacts(ip_address="192.0.2.7", visitor=Visitor(mo))
    submit_comment(
        thread=thread, commenter=get_or_create_user_commenter(mo), body="Hi", request_facts=facts
    )
    client.force_login(ed)
    path = f"/admin/moderation/commenters/{rex_at_home.pk}/ban/"
    page = client.get(path, REMOTE_ADDR="2001:db8::77")
    assert "networks" not in page.context["form"].fields


def test_list_filters_by_state_and_text(
    client: Client, mo: User, ed: User, rex: Commenter, nia: Commenter
) -> None:
    create_ban(
        moderator=ed, target=parse_target(Ban.Kind.DOMAIN, "pills.example"), explanation="Spam"
    )
    create_ban(moderator=ed, commenter=rex, explanation="Insults", note="Third time")
    over = create_ban(moderator=ed, commenter=nia, explanation="Shouting")
    Ban.objects.filter(pk=over.pk).update(lifted_at=timezone.now(), lifted_by=ed)
    client.force_login(ed)

    def get_found_names(query: str) -> list[str]:
        return [str(ban) for ban, _may_lift in client.get(f"{LIST}{query}").context["rows"]]

    assert get_found_names("") == ["Rex", "pills.example"]
    assert get_found_names("?state=ended") == ["Nia"]
    assert get_found_names("?state=all") == ["Nia", "Rex", "pills.example"]
    assert get_found_names("?q=third") == get_found_names("?q=rex@example") == ["Rex"]
    assert get_found_names("?q=nobody") == []
    assert get_found_names("?q=rex%2B1@example.org") == ["Rex"]


def test_moderators_can_lift_only_narrow_bans(
    client: Client, mo: User, ed: User, rex: Commenter
) -> None:
    until = timezone.now() + dt.timedelta(days=1)
    own = create_ban(moderator=mo, commenter=rex, explanation="Insults", until=until)
    wide = create_ban(
        moderator=ed, target=parse_target(Ban.Kind.NAME, "cheap*"), explanation="Spam", until=until
    )
    client.force_login(mo)
    assert dict(client.get(LIST).context["rows"]) == {wide: False, own: True}
    for made in (own, wide):
        client.post(f"/admin/moderation/bans/{made.pk}/lift/", {"explanation": "Enough"})
    assert [made.lifted_at is None for made in Ban.objects.order_by("pk")] == [False, True]
