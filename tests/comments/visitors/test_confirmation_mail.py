"""The confirmation mail and its limits."""

import datetime as dt

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
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

pytestmark = pytest.mark.slow

type Capture = DjangoCaptureOnCommitCallbacks


def test_it_is_sent_to_a_commenter(
    client: Client, nia: Commenter, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/confirm/", {"email": "Nia@example.org"})
    assert (response.status_code, response["Location"]) == (303, "/confirm/asked/")
    (message,) = mail.outbox
    assert message.to == ["nia@example.org"]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert client.get(get_link_from_mail()).status_code == 200


def test_both_parts_have_the_link(
    nia: Commenter, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        request_confirmation(email=nia.email)
    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert get_link_from_mail() in str(html)


def test_it_contains_nothing_typed_by_the_requester(
    db: None, django_capture_on_commit_callbacks: Capture
) -> None:
    get_or_create_guest(name="Buy pills at pills.example", email="victim@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        request_confirmation(email="victim@example.org")
    (message,) = mail.outbox
    assert "pills" not in str(message.message())


def test_the_response_does_not_reveal_commenters(
    client: Client, nia: Commenter, django_capture_on_commit_callbacks: Capture
) -> None:
    answers = []
    for email in ("nia@example.org", "stranger@example.org"):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post("/confirm/", {"email": email})
        answers.append((response.status_code, response["Location"]))
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [["nia@example.org"]]


def test_the_button_below_an_own_comment(
    client: Client, article: Article, django_capture_on_commit_callbacks: Capture
) -> None:
    submit(client, article)
    comment = Commenter.objects.get().comments.get()
    assert "/confirm/mine/" in client.get(article.get_absolute_url()).text
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/confirm/mine/", {"comment": comment.pk})
    assert [message.to for message in mail.outbox] == [["nia@example.org"]]


@pytest.mark.parametrize("comment", ["", "x", "-1", "9" * 30, "own"])
def test_the_button_works_for_own_comments_only(
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


def test_another_site_cannot_request_it(client: Client, db: None) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/confirm/mine/", {"comment": "1"}, headers=headers).status_code == 403


@pytest.mark.parametrize("email", ["", "nia", "nia@example.org\nBcc: a@b.example", "x" * 300])
def test_an_invalid_address(client: Client, db: None, email: str) -> None:
    assert client.post("/confirm/", {"email": email}).status_code == 400


def test_mails_are_limited_per_mailbox(nia: Commenter) -> None:
    get_or_create_guest(name="Nia", email="nia+more@example.org")
    Commenter.objects.update(email_confirmed_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
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


def test_an_unconfirmed_mailbox_gets_one_mail_a_day(nia: Commenter) -> None:
    get_or_create_guest(name="Nia", email="nia+more@example.org")
    with travel("2026-05-01 08:00Z", tick=False) as clock:
        assert request_confirmation(email="nia@example.org")
        for email in ("nia@example.org", "nia+more@example.org"):
            clock.shift(dt.timedelta(hours=11))
            assert not request_confirmation(email=email)
        clock.shift(dt.timedelta(hours=2, seconds=1))
        assert request_confirmation(email="nia@example.org")


def test_mails_are_limited_per_network(db: None) -> None:
    emails = [f"reader{n}@example.org" for n in range(NETWORK_LIMIT.count + 1)]
    for email in emails:
        get_or_create_guest(name="Reader", email=email)
    sent = [
        request_confirmation(email=email, ip_address=f"2001:db8::{n}")
        for n, email in enumerate(emails)
    ]
    assert sent == [True] * NETWORK_LIMIT.count + [False]
    assert request_confirmation(email=emails[-1], ip_address="2001:db8:0:1::1")


def test_old_rows_are_deleted(nia: Commenter) -> None:
    with travel("2026-05-01 08:00Z", tick=False) as clock:
        request_confirmation(email=nia.email, ip_address="192.0.2.1")
        clock.shift(dt.timedelta(days=31))
        request_confirmation(email=nia.email)
    assert Confirmation.objects.filter(network="192.0.2.1").count() == 0


def test_unknown_clients_share_one_limit(client: Client, db: None, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    for n in range(NETWORK_LIMIT.count + 2):
        get_or_create_guest(name="Reader", email=f"reader{n}@example.org")
        client.post("/confirm/", {"email": f"reader{n}@example.org"})
    assert Confirmation.objects.count() == NETWORK_LIMIT.count
    headers = {"X-Forwarded-For": "198.51.100.1:4711"}
    client.post("/confirm/", {"email": f"reader{n}@example.org"}, headers=headers)
    assert Confirmation.objects.count() == NETWORK_LIMIT.count + 1


@pytest.mark.parametrize(
    ("addresses", "count"),
    [
        ("192.0.2.{:d}", NETWORK_LIMIT.count),
        ("2001:db8:1:2:{:x}::1", NETWORK_LIMIT.count),
        ("2001:db8:1:{:x}::1", NETWORK_LIMIT.wide_count),
    ],
)
def test_one_customer_with_many_addresses(db: None, addresses: str, count: int) -> None:
    emails = [f"reader{n}@example.org" for n in range(count + 1)]
    for email in emails:
        get_or_create_guest(name="Reader", email=email)
    sent = [
        request_confirmation(email=email, ip_address=addresses.format(n))
        for n, email in enumerate(emails)
    ]
    assert sent == [True] * count + [False]
    assert request_confirmation(email=emails[-1], ip_address="198.51.100.1")
