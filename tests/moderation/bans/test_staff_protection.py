"""Bans can't match staff or the moderator's own network."""

import pytest
from pytest_django import Settings

from accounts.models import User
from comments.models import Thread
from comments.submission.screening import RequestFacts
from comments.submission.services import submit_comment
from comments.visitors.services.commenters import get_or_create_guest, get_or_create_user_commenter
from comments.visitors.visitor import Visitor
from moderation.bans.services import create_ban
from moderation.bans.staff_protection import check_not_staff
from moderation.bans.targets import BanTarget, InvalidBanTarget, parse_target
from moderation.models import Ban

Kind = Ban.Kind


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Kind.EMAIL, "MO@example.com"),
        (Kind.EMAIL, "mo+1@example.com"),
        (Kind.DOMAIN, "example.com"),
        (Kind.NAME, "mo?"),
        (Kind.NAME, "*ann*"),
    ],
)
def test_target_that_matches_staff_is_refused(
    ann: User, mo: User, ed: User, kind: Kind, written: str
) -> None:
    if written == "mo?":
        mo.display_name = "Mo Miller"
        mo.save()
        written = "mo mil*"
    with pytest.raises(InvalidBanTarget):
        create_ban(moderator=ed, target=parse_target(kind, written), explanation="Spam")
    assert not Ban.objects.exists()


def test_users_without_role_can_be_banned(otto: User, ed: User) -> None:
    create_ban(moderator=ed, target=parse_target(Kind.EMAIL, otto.email), explanation="Spam")
    assert Ban.objects.exists()


def test_staff_are_protected_under_every_name(mo: User, ed: User) -> None:
    for commenter in (
        get_or_create_user_commenter(mo),
        get_or_create_guest(name="M", email="mo@example.com"),
    ):
        with pytest.raises(InvalidBanTarget):
            create_ban(moderator=ed, commenter=commenter, explanation="Spam")


def test_own_network_is_refused(ed: User) -> None:
    target = parse_target(Kind.NETWORK, "192.0.2.0/24")
    check_not_staff(target, own_address="192.0.3.1")
    check_not_staff(target, own_address="2001:db8::1")
    with pytest.raises(InvalidBanTarget, match="yourself"):
        check_not_staff(target, own_address="192.0.2.1")


def test_network_recently_used_by_staff_is_refused(thread: Thread, mo: User, ed: User) -> None:
    facts = RequestFacts(ip_address="192.0.2.77", visitor=Visitor(mo))
    submit_comment(
        thread=thread, commenter=get_or_create_user_commenter(mo), body="Hi", request_facts=facts
    )
    with pytest.raises(InvalidBanTarget, match="recently"):
        create_ban(
            moderator=ed, target=parse_target(Kind.NETWORK, "192.0.2.0/24"), explanation="Spam"
        )
    create_ban(moderator=ed, target=parse_target(Kind.NETWORK, "192.0.3.0/24"), explanation="Spam")


def test_links_to_own_site_are_refused(settings: Settings) -> None:
    settings.SITE_URL = "https://blog.example.org"
    for host in ("https://blog.example.org/", "example.org"):
        with pytest.raises(InvalidBanTarget):
            parse_target(Kind.LINK, host)
    assert parse_target(Kind.LINK, "other.example.org") == BanTarget(Kind.LINK, "other.example.org")
