"""A letter with a link goes to somebody who has commented, and not too often."""

import datetime as dt

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from time_machine import travel

from blog.models import Article
from comments.models import Commenter, Confirmation
from comments.visitors.services.commenters import get_or_create_guest
from comments.visitors.services.email_confirmation import (
    MAILBOX_LIMITS,
    NETWORK_LIMIT,
    request_confirmation,
)
from tests.comments.submission.posting import submit
from tests.comments.visitors.confirmation_links import get_link_from_mail

type Capture = DjangoCaptureOnCommitCallbacks


def test_it_goes_to_whoever_commented_with_the_address(
    client: Client, nia: Commenter, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/confirm/", {"email": "Nia@example.org"})
    assert (response.status_code, response["Location"]) == (303, "/confirm/asked/")
    (letter,) = mail.outbox
    assert letter.to == ["nia@example.org"]
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert client.get(get_link_from_mail()).status_code == 200


def test_it_has_a_text_and_an_html_part_with_the_same_link(
    nia: Commenter, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        request_confirmation(email=nia.email)
    (letter,) = mail.outbox
    assert isinstance(letter, EmailMultiAlternatives)
    ((html, kind),) = letter.alternatives
    assert kind == "text/html"
    assert get_link_from_mail() in str(html)


def test_it_holds_nothing_that_the_asker_typed(
    db: None, django_capture_on_commit_callbacks: Capture
) -> None:
    get_or_create_guest(name="Buy pills at pills.example", email="victim@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        request_confirmation(email="victim@example.org")
    (letter,) = mail.outbox
    assert "pills" not in str(letter.message())


def test_a_stranger_gets_none_and_nobody_is_told(
    client: Client, nia: Commenter, django_capture_on_commit_callbacks: Capture
) -> None:
    answers = []
    for email in ("nia@example.org", "stranger@example.org"):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post("/confirm/", {"email": email})
        answers.append((response.status_code, response["Location"]))
    assert answers[0] == answers[1]
    assert [letter.to for letter in mail.outbox] == [["nia@example.org"]]


def test_the_button_below_an_own_comment_sends_it(
    client: Client, article: Article, django_capture_on_commit_callbacks: Capture
) -> None:
    submit(client, article)
    comment = Commenter.objects.get().comments.get()
    assert "/confirm/mine/" in client.get(article.get_absolute_url()).text
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/confirm/mine/", {"comment": comment.pk})
    assert [letter.to for letter in mail.outbox] == [["nia@example.org"]]


@pytest.mark.parametrize("comment", ["", "x", "-1", "9" * 30, "own"])
def test_the_button_is_for_own_comments_only(
    client: Client,
    article: Article,
    comment: str,
    django_capture_on_commit_callbacks: Capture,
) -> None:
    submit(Client(), article)
    pk = str(Commenter.objects.get().comments.get().pk) if comment == "own" else comment
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/confirm/mine/", {"comment": pk}).status_code == 303
    assert mail.outbox == []


def test_another_site_cannot_press_the_button(client: Client, db: None) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/confirm/mine/", {"comment": "1"}, headers=headers).status_code == 403


@pytest.mark.parametrize("email", ["", "nia", "nia@example.org\nBcc: a@b.example", "x" * 300])
def test_what_is_no_address_is_asked_for_again(client: Client, db: None, email: str) -> None:
    assert client.post("/confirm/", {"email": email}).status_code == 400


def test_a_mailbox_gets_one_in_five_minutes_and_few_a_day(nia: Commenter) -> None:
    get_or_create_guest(name="Nia", email="nia+more@example.org")
    pause, per_day = MAILBOX_LIMITS
    assert pause.period
    with travel("2026-05-01 08:00Z", tick=False) as clock:
        assert request_confirmation(email="nia@example.org")
        assert not request_confirmation(email="nia+more@example.org")
        for _ in range(per_day.count - 1):
            clock.shift(pause.period + dt.timedelta(seconds=1))
            assert request_confirmation(email="nia+more@example.org")
        clock.shift(pause.period + dt.timedelta(seconds=1))
        assert not request_confirmation(email="nia@example.org")
        clock.shift(dt.timedelta(days=1))
        assert request_confirmation(email="nia@example.org")


def test_a_network_causes_few_an_hour(db: None) -> None:
    emails = [f"reader{n}@example.org" for n in range(NETWORK_LIMIT.count + 1)]
    for email in emails:
        get_or_create_guest(name="Reader", email=email)
    sent = [
        request_confirmation(email=email, ip_address=f"2001:db8::{n}")
        for n, email in enumerate(emails)
    ]
    assert sent == [True] * NETWORK_LIMIT.count + [False]
    assert request_confirmation(email=emails[-1], ip_address="2001:db8:0:1::1")


def test_who_asked_is_forgotten_after_a_month(nia: Commenter) -> None:
    with travel("2026-05-01 08:00Z", tick=False) as clock:
        request_confirmation(email=nia.email, ip_address="192.0.2.1")
        clock.shift(dt.timedelta(days=31))
        request_confirmation(email=nia.email)
    assert Confirmation.objects.filter(network="192.0.2.1").count() == 0
