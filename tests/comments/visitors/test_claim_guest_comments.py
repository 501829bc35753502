"""An account claims the guest comments of its confirmed address."""

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.test import Client

from accounts.models import User
from comments.models import Commenter
from comments.visitors.services.commenters import get_or_create_guest, get_or_create_user_commenter
from comments.visitors.services.name_ownership import claim_guest_comments
from tests.accounts.mails import get_code
from tests.accounts.test_sign_up import FORM, sign_up
from tests.people import CreateComment, make_user


def test_a_confirmed_address_claims_the_comments(
    client: Client, create_comment: CreateComment, rex: Commenter
) -> None:
    comment = create_comment(rex, "Hello")
    sign_up(client, display_name="Rex", email=rex.email)
    rex.refresh_from_db()
    assert not Commenter.objects.filter(owns_name=True).exists()
    client.post("/accounts/confirm-email/", {"code": get_code()})
    rex.refresh_from_db()
    assert rex.user == User.objects.get(email=rex.email)
    assert rex.owns_name
    assert comment.commenter.slug == "rex"
    assert "Registered commenter" in client.get("/people/rex/").text


def test_the_next_comment_has_the_same_commenter(client: Client, rex: Commenter) -> None:
    sign_up(client, display_name="Rex", email=rex.email)
    client.post("/accounts/confirm-email/", {"code": get_code()})
    assert get_or_create_user_commenter(User.objects.get()) == rex


def test_all_names_of_the_address_are_claimed(otto: User) -> None:
    names = [get_or_create_guest(name=name, email="OTTO@example.com") for name in ("Otto", "Otho")]
    stranger = get_or_create_guest(name="Otto", email="otto@elsewhere.example")
    assert claim_guest_comments(user=otto, email="Otto@example.com") == 2
    assert set(otto.commenters.all()) >= set(names)
    stranger.refresh_from_db()
    assert stranger.user is None


def test_commenters_of_other_accounts_are_left_alone(otto: User) -> None:
    other = make_user("other")
    guest = get_or_create_guest(name="Guest", email="shared@example.org")
    claim_guest_comments(user=other, email="shared@example.org")
    assert claim_guest_comments(user=otto, email="shared@example.org") == 0
    guest.refresh_from_db()
    assert guest.user == other


def test_the_empty_address_claims_nothing(otto: User) -> None:
    imported = get_or_create_guest(name="Imported")
    assert claim_guest_comments(user=otto, email="") == 0
    imported.refresh_from_db()
    assert imported.user is None


def test_trust_stays_with_each_name(otto: User, rex: Commenter) -> None:
    held = get_or_create_guest(name="Held", email=rex.email)
    Commenter.objects.filter(pk=held.pk).update(trust=Commenter.Trust.PREMODERATED)
    claim_guest_comments(user=otto, email=rex.email)
    rex.refresh_from_db()
    held.refresh_from_db()
    assert (rex.trust, held.trust) == (Commenter.Trust.TRUSTED, Commenter.Trust.PREMODERATED)
    # A new name gets the trust of the least trusted name.
    assert get_or_create_user_commenter(otto).trust == Commenter.Trust.PREMODERATED


def test_an_unconfirmed_signup_claims_nothing(client: Client, rex: Commenter) -> None:
    sign_up(client, **FORM | {"email": rex.email})
    client.post("/accounts/confirm-email/", {"code": "WRONG-CODE"})
    rex.refresh_from_db()
    assert rex.user is None


@pytest.mark.parametrize("times", [1, 2])
def test_claiming_is_idempotent(otto: User, rex: Commenter, times: int) -> None:
    address = EmailAddress.objects.create(user=otto, email=rex.email, verified=True)
    for _ in range(times):
        email_confirmed.send(EmailAddress, request=None, email_address=address)
    rex.refresh_from_db()
    assert rex.user == otto
