"""Recognition of commenters."""

import pytest
from pytest_django import Settings

from accounts.models import User
from comments.models import Commenter
from comments.visitors.services.commenters import (
    get_or_create_guest,
    get_or_create_user_commenter,
    set_trust,
)
from tests.people import make_user


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Rex", "rex@example.org"),
        ("REX", "Rex@Example.org"),
        ("Ｒｅｘ", "rex@example.org"),
        ("Re\u200bx", "rex@example.org"),
    ],
)
def test_a_guest_is_recognized(rex: Commenter, name: str, email: str) -> None:
    assert get_or_create_guest(name=name, email=email) == rex


@pytest.mark.parametrize(
    ("name", "email"), [("Rex", "other@example.org"), ("Rex", ""), ("Reks", "rex@example.org")]
)
def test_name_and_email_must_both_match(rex: Commenter, name: str, email: str) -> None:
    other = get_or_create_guest(name=name, email=email)
    assert other != rex
    assert other.trust == Commenter.Trust.NEWCOMER


def test_an_existing_guest_is_not_changed(rex: Commenter) -> None:
    get_or_create_guest(name="Rex", email="rex@example.org", url="https://elsewhere.example/")
    rex.refresh_from_db()
    assert rex.url == ""


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Jo Fl", "jo-fl"),
        ("Ёж в тумане", "ёж-в-тумане"),
        ("日本", "日本"),
        ("!!!", "guest"),
        ("💥", "guest"),
        ("x" * 100, "x" * 100),
    ],
)
def test_slugs(db: None, name: str, slug: str) -> None:
    commenter = get_or_create_guest(name=name, email="a@example.org")
    assert commenter.slug == slug
    assert get_or_create_guest(name=name, email="b@example.org").slug == f"{slug}-2"


def test_a_name_that_grows_by_normalization(db: None) -> None:
    # One character that normalizes to eighteen.
    commenter = get_or_create_guest(name="\ufdfa" * 100, email="a@example.org")
    assert get_or_create_guest(name="\ufdfa" * 100, email="a@example.org") == commenter


def test_a_user_has_one_commenter(otto: User) -> None:
    commenter = get_or_create_user_commenter(otto)
    assert (commenter.name, commenter.email) == ("Otto", "otto@example.com")
    assert get_or_create_user_commenter(otto) == commenter


def test_a_reader_with_an_account_is_a_newcomer(otto: User) -> None:
    assert get_or_create_user_commenter(otto).trust == Commenter.Trust.NEWCOMER


def test_staff_are_trusted(mo: User) -> None:
    assert get_or_create_user_commenter(mo).trust == Commenter.Trust.TRUSTED


def test_accounts_are_trusted_if_signup_is_closed(otto: User, settings: Settings) -> None:
    settings.ACCOUNTS_OPEN = False
    assert get_or_create_user_commenter(otto).trust == Commenter.Trust.TRUSTED


@pytest.mark.parametrize("trust", [Commenter.Trust.PREMODERATED, Commenter.Trust.TRUSTED])
def test_a_new_name_inherits_the_trust(otto: User, trust: Commenter.Trust) -> None:
    before = get_or_create_user_commenter(otto)
    set_trust(commenter=before, trust=trust)
    otto.display_name = "Otho"
    after = get_or_create_user_commenter(otto)
    assert after != before
    assert (after.name, after.trust) == ("Otho", trust)


def test_trust_applies_to_all_names_of_an_account(otto: User) -> None:
    before = get_or_create_user_commenter(otto)
    otto.display_name = "Otho"
    set_trust(commenter=get_or_create_user_commenter(otto), trust=Commenter.Trust.PREMODERATED)
    before.refresh_from_db()
    assert before.trust == Commenter.Trust.PREMODERATED


def test_a_guest_is_not_confused_with_a_user(otto: User) -> None:
    user = get_or_create_user_commenter(otto)
    guest = get_or_create_guest(name="Otto", email="otto@example.com")
    assert guest != user
    assert guest.trust == Commenter.Trust.NEWCOMER


@pytest.mark.parametrize("separator", ["/", "\n", "\r\n", " ", "\x1f", "\u2028"])
def test_a_guest_cannot_forge_the_key_of_a_user(otto: User, separator: str) -> None:
    user = get_or_create_user_commenter(otto)
    assert user.name_key == f"otto\n{otto.pk}"
    guest = get_or_create_guest(name=f"Otto{separator}{otto.pk}", email="otto@example.com")
    assert guest != user


def test_a_user_is_not_confused_with_a_guest(db: None) -> None:
    guest = get_or_create_guest(name="Otto", email="otto@example.com")
    assert get_or_create_user_commenter(make_user("otto")) != guest
