"""Confirmed and registered names are reserved, and so are similar names."""

import pytest
from django.test import Client

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter
from comments.visitors.services.commenters import (
    get_or_create_guest,
    get_or_create_user_commenter,
    set_trust,
)
from comments.visitors.services.name_ownership import (
    claim_guest_comments,
    is_name_taken,
    reserve_name,
)
from comments.visitors.visitor import Visitor
from tests.accounts.email_addresses import confirm_email_address
from tests.comments.submission.posting import submit
from tests.comments.visitors.confirmation_links import confirm_email

ELSE = "else@example.org"
# The error for a reserved name offers to confirm the address.
TAKEN = 'href="/confirm/"'


@pytest.fixture
def owner(client: Client, rex: Commenter) -> Commenter:
    """Rex, who has confirmed the address with ``client``."""
    confirm_email(client, rex)
    return rex


@pytest.mark.parametrize("name", ["Rex", "rex", "R3x", "Rеx", "R e x", "Réx"])
def test_others_cannot_use_the_name(article: Article, owner: Commenter, name: str) -> None:
    page = submit(Client(), article, name=name, email=ELSE)
    assert page.status_code == 400
    assert TAKEN in page.text
    assert "/accounts/login/" in page.text
    assert "Fine ships." in page.text
    assert not Comment.objects.exists()


def test_the_right_address_is_not_enough(article: Article, owner: Commenter) -> None:
    assert TAKEN in submit(Client(), article, name="Rex", email=owner.email).text


def test_its_owner_can_use_it_in_the_confirmed_browser(
    client: Client, article: Article, owner: Commenter
) -> None:
    assert submit(client, article, name="Rex", email=owner.email).status_code == 303
    assert Comment.objects.get().commenter == owner


def test_another_name_of_the_address_is_reserved_too(
    client: Client, article: Article, owner: Commenter
) -> None:
    submit(client, article, name="Rexona", email=owner.email)
    assert Commenter.objects.get(name="Rexona").owns_name
    assert TAKEN in submit(Client(), article, name="Rexona", email=ELSE).text


def test_another_address_in_the_confirmed_browser_is_not_confirmed(
    client: Client, article: Article, owner: Commenter
) -> None:
    submit(client, article, name="Max", email=ELSE)
    assert Commenter.objects.get(name="Max").email_confirmed_at is None


def test_an_unconfirmed_name_is_free(article: Article, rex: Commenter) -> None:
    assert submit(Client(), article, name="Rex", email=ELSE).status_code == 303


def test_an_imported_name_is_free(article: Article) -> None:
    get_or_create_guest(name="Rex")
    assert submit(Client(), article, name="Rex", email=ELSE).status_code == 303


@pytest.mark.parametrize("name", ["Ann", "Ännn"])
def test_the_name_of_a_staff_member(article: Article, ann: User, name: str) -> None:
    ann.display_name = name
    ann.save()
    assert TAKEN in submit(Client(), article, name=name.upper(), email=ELSE).text


def test_a_staff_member_can_use_the_name(article: Article, ann: User) -> None:
    assert not is_name_taken("Ann", visitor=Visitor(user=ann))


def test_the_name_of_an_account_is_reserved(article: Article, otto: User) -> None:
    claim_guest_comments(user=otto, email=otto.email)
    get_or_create_user_commenter(otto)
    assert is_name_taken("Otto")
    assert not is_name_taken("Otto", visitor=Visitor(user=otto))


@pytest.fixture
def otto(otto: User) -> User:
    """Otto, with a confirmed address."""
    confirm_email_address(otto)
    return otto


def test_a_regular_has_precedence(client: Client, rex: Commenter) -> None:
    second = get_or_create_guest(name="Rex", email=ELSE)
    confirm_email(Client(), second)
    # Rex is trusted and commented earlier.
    assert not second.owns_name
    confirm_email(client, rex)
    assert rex.owns_name
    assert is_name_taken("Rex", visitor=Visitor(email=ELSE))


def test_the_first_newcomer_to_confirm_owns_it(nia: Commenter) -> None:
    second = get_or_create_guest(name="Nia", email=ELSE)
    confirm_email(Client(), second)
    confirm_email(Client(), nia)
    assert second.owns_name
    assert not nia.owns_name


def test_a_name_similar_to_a_regulars_is_not_reserved(rex: Commenter) -> None:
    impostor = get_or_create_guest(name="R3x", email=ELSE)
    set_trust(commenter=impostor, trust=Commenter.Trust.TRUSTED)
    confirm_email(Client(), impostor)
    assert not impostor.owns_name


def test_a_guest_cannot_own_the_name_of_staff(ann: User) -> None:
    impostor = get_or_create_guest(name="Ann", email=ELSE)
    confirm_email(Client(), impostor)
    assert not impostor.owns_name


def test_both_names_of_an_account_are_reserved(otto: User) -> None:
    claim_guest_comments(user=otto, email=otto.email)
    otto.display_name = "Otho"
    otto.save()
    reserve_name(user=otto)
    assert is_name_taken("Otto")
    assert is_name_taken("Otho")
