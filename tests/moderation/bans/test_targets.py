"""Ban targets: parsing, and the commenters that each kind of ban matches."""

import datetime as dt
import ipaddress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import User
from comments.models import Commenter, Thread
from comments.submission.screening import Outcome, RequestFacts, Verdict
from comments.submission.services import build_submission, submit_comment
from comments.visitors.services.commenters import (
    get_or_create_guest,
    get_or_create_user_commenter,
    set_trust,
)
from comments.visitors.visitor import Visitor
from core.text import get_name_key
from moderation.bans.candidates import MIN_PREFIX_LENGTHS, get_networks, matches_pattern
from moderation.bans.names import NameForms
from moderation.bans.patterns import field_matches_pattern, matches_field_pattern
from moderation.bans.services import create_ban
from moderation.bans.targets import BanTarget, InvalidBanTarget, parse_target
from moderation.filters.screeners.bans import Bans
from moderation.models import Ban

Kind = Ban.Kind
START = timezone.now() - dt.timedelta(days=30)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Kind.EMAIL, " Rex@Example.ORG ", "rex@example.org"),
        (Kind.EMAIL, "R.e.x+7@GoogleMail.com", "rex@gmail.com"),
        (Kind.EMAIL, "rex@müller.example", "rex@xn--mller-kva.example"),
        (Kind.DOMAIN, "@Pills.example", "pills.example"),
        (Kind.DOMAIN, "spike@pills.example", "pills.example"),
        (Kind.DOMAIN, "bücher.example", "xn--bcher-kva.example"),
        (Kind.LINK, "https://www.pills.example/buy?now", "www.pills.example"),
        (Kind.LINK, "*.pills.example", "pills.example"),
        (Kind.NETWORK, "192.0.2.7", "192.0.2.7/32"),
        (Kind.NETWORK, "192.0.2.7/24", "192.0.2.0/24"),
        (Kind.NETWORK, "::ffff:192.0.2.7", "192.0.2.7/32"),
        (Kind.NETWORK, "2001:DB8:1:2::7", "2001:db8:1:2::/64"),
        (Kind.NETWORK, "2001:db8:1:2::7/128", "2001:db8:1:2::7/128"),
        (Kind.NAME, "Cheap  PILLS", "cheap pills"),
        (Kind.NAME, "**Pills**", "*pills*"),
    ],
)
def test_values_are_normalized(kind: Kind, written: str, value: str) -> None:
    assert parse_target(kind, written) == BanTarget(kind, value)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Kind.EMAIL, "rex"),
        (Kind.EMAIL, ""),
        (Kind.DOMAIN, "example"),
        (Kind.DOMAIN, "*"),
        (Kind.LINK, "http://"),
        (Kind.LINK, "localhost"),
        (Kind.NETWORK, "0.0.0.0/0"),
        (Kind.NETWORK, "10.0.0.0/7"),
        (Kind.NETWORK, "::/0"),
        (Kind.NETWORK, "2000::/3"),
        (Kind.NETWORK, "192.0.2"),
        (Kind.NAME, "*"),
        (Kind.NAME, "**"),
        (Kind.NAME, "*a*b*"),
        (Kind.NAME, "a*b*c*d*e*f"),
        (Kind.COMMENTER, "Rex"),
    ],
)
def test_invalid_or_too_wide_targets_are_refused(kind: Kind, written: str) -> None:
    with pytest.raises(InvalidBanTarget):
        parse_target(kind, written)


@pytest.mark.parametrize(
    ("kind", "written", "matching", "other"),
    [
        (Kind.DOMAIN, "pills.example", "spike@pills.example", "spike@mypills.example"),
        (Kind.DOMAIN, "pills.example", "spike@mail.pills.example", "spike@pills.example.org"),
    ],
)
def test_domain_matches_subdomains(
    thread: Thread, ed: User, kind: Kind, written: str, matching: str, other: str
) -> None:
    create_ban(moderator=ed, target=parse_target(kind, written), explanation="Spam")
    assert get_ban_message(thread, get_or_create_guest(name="One", email=matching))
    assert not get_ban_message(thread, get_or_create_guest(name="Two", email=other))


VARIANTS = [
    ("spike@gmail.com", "s.pike+x@gmail.com", "spikes@gmail.com"),
    ("spi.ke+1@googlemail.com", "SPIKE@gmail.com", "spike@example.org"),
    ("spike@müller.example", "spike+2@xn--mller-kva.example", "spike@muller.example"),
    ("spike@xn--mller-kva.example", "spike@müller.example", "spike@mail.müller.example"),
    ("spike+2@example.org", "spike@example.org", "spi.ke@example.org"),
    ("spike@me.com", "spike+x@icloud.com", "spike@example.com"),
]


@pytest.mark.parametrize(("written", "matching", "other"), VARIANTS)
def test_email_matches_variants_of_the_address(
    thread: Thread, ed: User, written: str, matching: str, other: str
) -> None:
    create_ban(moderator=ed, target=parse_target(Kind.EMAIL, written), explanation="Spam")
    assert "email" in get_ban_message(thread, get_or_create_guest(name="One", email=matching))
    assert not get_ban_message(thread, get_or_create_guest(name="Two", email=other))


@pytest.mark.parametrize(("written", "matching", "other"), VARIANTS)
def test_commenter_is_banned_under_variants_of_the_address(
    thread: Thread, ed: User, written: str, matching: str, other: str
) -> None:
    spike = get_or_create_guest(name="Spike", email=written)
    create_ban(moderator=ed, commenter=spike, explanation="Spam")
    assert "banned" in get_ban_message(thread, get_or_create_guest(name="One", email=matching))
    assert not get_ban_message(thread, get_or_create_guest(name="Two", email=other))


def test_email_matches_an_account_that_changed_its_address(
    thread: Thread, otto: User, ed: User
) -> None:
    get_or_create_user_commenter(otto)
    create_ban(moderator=ed, target=parse_target(Kind.EMAIL, otto.email), explanation="Spam")
    otto.display_name, otto.email = "Otto II", "new@example.net"
    otto.save()
    assert get_ban_message(thread, get_or_create_user_commenter(otto))


@pytest.mark.parametrize(
    ("written", "matching"),
    [
        ("googlemail.com", "spike@googlemail.com"),
        ("gmail.com", "spike@googlemail.com"),
        ("müller.example", "spike@müller.example"),
        ("müller.example", "spike@mail.xn--mller-kva.example"),
    ],
)
def test_domain_matches_all_its_spellings(
    thread: Thread, ed: User, written: str, matching: str
) -> None:
    spike = get_or_create_guest(name="Spike", email=matching)
    done = submit_comment(thread=thread, commenter=spike, body="Ahoy").comment
    target = parse_target(Kind.DOMAIN, written)
    assert list(target.find_comments(START)) == [done]
    create_ban(moderator=ed, target=target, explanation="Spam")
    assert get_ban_message(thread, spike)


@pytest.mark.parametrize(
    ("written", "matching"),
    [
        ("Rob Trent", "Rоb Trent"),  # A Cyrillic о.
        ("Rob Trent", "R0b Trent"),
        ("Rob Trent", "Ꭱob Trent"),
        ("Rob Trent", "R o b T r e n t"),
        ("Rob Trent", "~Rob~ Trent!"),
        ("cheap*", "сheaper pills"),  # A Cyrillic с.
        ("*pills", "Cheap P1LLS"),
        ("Пётр Новиков", "Пётp Нoвикoв"),  # Latin p and o.
    ],
)
def test_name_matches_lookalikes(thread: Thread, ed: User, written: str, matching: str) -> None:
    commenter = get_or_create_guest(name=matching, email="one@example.net")
    done = submit_comment(thread=thread, commenter=commenter, body="Ahoy").comment
    target = parse_target(Kind.NAME, written)
    assert list(target.find_comments(START)) == [done]
    create_ban(moderator=ed, target=target, explanation="Spam")
    assert "name" in get_ban_message(thread, commenter)


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Rob Trent", "Rob Brent"),
        ("Kai", "Kal"),
        ("Müller", "Muller"),
        ("Rene", "René"),
        ("Rob", "Rob 2"),
        ("Anna", "Ann A."),
        ("*0*0*0*", "L. Ooooo"),
    ],
)
def test_name_does_not_match_other_names(
    thread: Thread, ed: User, written: str, other: str
) -> None:
    commenter = get_or_create_guest(name=other, email="one@example.net")
    submit_comment(thread=thread, commenter=commenter, body="Ahoy")
    target = parse_target(Kind.NAME, written)
    assert not target.find_comments(START).exists()
    create_ban(moderator=ed, target=target, explanation="Spam")
    assert not get_ban_message(thread, commenter)


@pytest.mark.parametrize(
    ("written", "matching", "other"),
    [
        ("192.0.2.0/24", "192.0.2.200", "192.0.3.1"),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::1", "2001:db8:1:3::1"),
        ("2001:db8:1:2::1/128", "2001:db8:1:2::1", "2001:db8:1:2::2"),
    ],
)
def test_network_matches_addresses_in_it(
    thread: Thread, rex: Commenter, ed: User, written: str, matching: str, other: str
) -> None:
    create_ban(moderator=ed, target=parse_target(Kind.NETWORK, written), explanation="Spam")
    assert "network" in get_ban_message(thread, rex, ip_address=matching)
    assert not get_ban_message(thread, rex, ip_address=other)


@pytest.mark.parametrize(
    ("written", "matching", "other"),
    [
        ("Cheap Pills", "CHEAP  pills", "Cheap Pills Ltd"),
        ("cheap*", "Cheaper Pills", "Not cheap"),
        ("*100% free*", "It’s 100% Free!", "100 free"),
        ("a_c*x", "A_cx", "abcx"),
    ],
)
def test_name_pattern_matches_names(
    thread: Thread, ed: User, written: str, matching: str, other: str
) -> None:
    create_ban(moderator=ed, target=parse_target(Kind.NAME, written), explanation="Spam")
    assert "name" in get_ban_message(
        thread, get_or_create_guest(name=matching, email="one@example.net")
    )
    assert not get_ban_message(thread, get_or_create_guest(name=other, email="two@example.net"))


@pytest.mark.parametrize(
    ("body", "is_match"),
    [
        ("See https://pills.example/now", True),
        ("See <a href='http://shop.PILLS.example'>here</a>", True),
        ("See https://mypills.example/", False),
        ("pills.example are bad", False),
    ],
)
def test_linked_domain_matches_links_in_the_comment(
    thread: Thread, rex: Commenter, ed: User, body: str, is_match: bool
) -> None:
    create_ban(moderator=ed, target=parse_target(Kind.LINK, "pills.example"), explanation="Spam")
    assert ("pills.example" in get_ban_message(thread, rex, body=body)) == is_match


def test_linked_domain_matches_the_website_field(thread: Thread, ed: User) -> None:
    create_ban(moderator=ed, target=parse_target(Kind.LINK, "pills.example"), explanation="Spam")
    jo = get_or_create_guest(name="Jo", email="jo@example.net", url="https://www.pills.example/")
    assert get_ban_message(thread, jo)


def test_message_shows_the_ban_that_ends_last(thread: Thread, rex: Commenter, ed: User) -> None:
    soon = timezone.now() + dt.timedelta(days=1)
    create_ban(
        moderator=ed, target=parse_target(Kind.EMAIL, "rex@example.org"), explanation="For good"
    )
    create_ban(moderator=ed, commenter=rex, explanation="For a day", until=soon)
    assert "For good" in get_ban_message(thread, rex)


def test_staff_are_exempt(thread: Thread, mo: User, ed: User) -> None:
    create_ban(moderator=ed, target=parse_target(Kind.NETWORK, "192.0.2.0/24"), explanation="Spam")
    facts = RequestFacts(ip_address="192.0.2.1", visitor=Visitor(mo))
    done = submit_comment(
        thread=thread, commenter=get_or_create_user_commenter(mo), body="Hello", request_facts=facts
    )
    assert done.verdict.outcome is Outcome.PUBLISH


@pytest.mark.slow
def test_one_indexed_query_for_any_number_of_bans(thread: Thread, rex: Commenter, ed: User) -> None:
    Ban.objects.bulk_create(
        Ban(kind=kind, value=value.format(n=n), reason="Spam", created_by=ed)
        for n in range(500)
        for kind, value in (
            (Kind.EMAIL, "spike{n}@pills.example"),
            (Kind.DOMAIN, "pills{n}.example"),
            (Kind.NETWORK, "2001:db8:{n:x}::/48"),
            (Kind.LINK, "shop{n}.example"),
        )
    )
    facts = RequestFacts(ip_address="2001:db8:ffff::1")
    submission = build_submission(
        thread=thread, commenter=rex, body="See https://a.example/", facts=facts
    )
    with CaptureQueriesContext(connection) as captured:
        assert Bans().screen(submission) is None
    assert len(captured) == 1
    if connection.vendor == "sqlite":
        plan = Ban.objects.matching(rex, facts.ip_address, submission.links).explain()
        assert "SCAN" not in plan


@pytest.mark.parametrize(
    "target",
    [
        BanTarget(Kind.EMAIL, "rex@example.org"),
        BanTarget(Kind.DOMAIN, "example.org"),
        BanTarget(Kind.NETWORK, "192.0.2.0/24"),
        BanTarget(Kind.NAME, "re*"),
        BanTarget(Kind.LINK, "ships.example"),
    ],
)
def test_find_comments_returns_matching_comments(
    thread: Thread, rex: Commenter, target: BanTarget
) -> None:
    body, address = "See https://www.ships.example/", "192.0.2.7"
    jo = get_or_create_guest(name="Jo", email="jo@example.net")
    set_trust(commenter=jo, trust=Commenter.Trust.TRUSTED)
    matching = submit_comment(
        thread=thread, commenter=rex, body=body, request_facts=RequestFacts(address)
    ).comment
    submit_comment(
        thread=thread, commenter=jo, body="ships.example", request_facts=RequestFacts("192.0.3.7")
    )
    assert list(target.find_comments(START)) == [matching]
    assert not target.find_comments(timezone.now() + dt.timedelta(days=1)).exists()


@pytest.mark.parametrize("body", ["https://müller.example/", "http://www.XN--mller-kva.example"])
def test_find_comments_returns_links_in_any_spelling(
    thread: Thread, rex: Commenter, body: str
) -> None:
    linking = submit_comment(thread=thread, commenter=rex, body=body).comment
    assert list(parse_target(Kind.LINK, "müller.example").find_comments(START)) == [linking]


@given(st.ip_addresses(v=4) | st.ip_addresses(v=6))
def test_get_networks_returns_all_prefix_lengths(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    lengths = range(MIN_PREFIX_LENGTHS[address.version], address.max_prefixlen + 1)
    assert get_networks(str(address)) == [
        str(ipaddress.ip_network((address, length), strict=False)) for length in lengths
    ]


names = st.text(st.sampled_from("aA b%_\\*é"), max_size=8)


class Patterns(TestCase):
    """SQL and Python agree on which names match a pattern."""

    @given(names, st.lists(names, min_size=1, max_size=3))
    def test_sql_and_python_agree(self, name: str, pieces: list[str]) -> None:
        pattern = "*".join(get_name_key(piece) for piece in pieces)
        key = get_name_key(name)
        expected = matches_pattern(pattern, key)
        user = User.objects.create_user("ed", password=None)
        made = Ban.objects.create(kind=Kind.NAME, value=pattern or "x", created_by=user)
        if pattern:
            assert (
                Ban.objects.filter(matches_field_pattern(key, field="value"), pk=made.pk).exists()
                == expected
            )
        commenter = get_or_create_guest(name=name or "x", email="a@example.org")
        Commenter.objects.filter(pk=commenter.pk).update(name_key=key)
        found = Commenter.objects.filter(field_matches_pattern(pattern, field="name_key"))
        assert found.exists() == expected


def get_ban_message(
    thread: Thread, commenter: Commenter, *, body: str = "Hello", ip_address: str | None = None
) -> str:
    """Return the message to a banned commenter, or "" if not banned."""
    verdict: Verdict = submit_comment(
        thread=thread,
        commenter=commenter,
        body=body,
        request_facts=RequestFacts(ip_address=ip_address),
    ).verdict
    return verdict.get_message() if verdict.screener == "bans" else ""


@pytest.mark.parametrize("name", ["", "\u200b"])
def test_a_name_without_characters_is_not_banned(ed: User, name: str) -> None:
    target = parse_target(Ban.Kind.NAME, "cheap*")
    create_ban(moderator=ed, target=target, explanation="Spam")
    assert not Ban.objects.filter(NameForms.from_name(name).build_condition())
    assert Ban.objects.filter(NameForms.from_name("Cheap Pills").build_condition())
