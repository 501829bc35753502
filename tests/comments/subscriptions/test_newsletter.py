import datetime as dt
import re
from email.message import EmailMessage

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from blog.announcements.services import announce_due_articles
from blog.articles.services import save_article
from blog.models import Article
from comments.models import Announcement, MailAddress, Notification, Subscription
from comments.subscriptions.services import notifications
from mail import outbox

ADA = "ada@example.org"
Scope, Cadence = Subscription.Scope, Subscription.Cadence
# A Wednesday.
NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


def publish(author: User, title: str, **fields: object) -> Article:
    """Publish an article now and have it announced."""
    article = Article(title=title, source=f"<p>{title} text</p>", status="published", author=author)
    for name, value in fields.items():
        setattr(article, name, value)
    save_article(actor=author, article=article)
    announce_due_articles()
    return article


def subscribe(cadence: Subscription.Cadence = Cadence.NOW) -> Subscription:
    """Create a confirmed subscription of Ada's."""
    return Subscription.objects.create(
        email=ADA, scope=Scope.ARTICLES, cadence=cadence, confirmed_at=timezone.now()
    )


def send() -> None:
    """Do the worker's job."""
    notifications.create_pending_notifications()
    outbox.send_due()


def get_parts(mail: EmailMessage) -> tuple[str, str]:
    """Return the text and the HTML of a mail."""
    text, html = mail.get_body(["plain"]), mail.get_body(["html"])
    assert text is not None
    assert html is not None
    return text.get_content(), html.get_content()


def test_subscribing_and_confirming(
    client: Client, db: None, inbox: list[EmailMessage], ann: User
) -> None:
    assert client.get("/newsletter/").status_code == 200
    response = client.post("/newsletter/", {"email": ADA, "cadence": "now", "subject": ""})
    assert 'data-subscribed="pending"' in response.text
    publish(ann, "Before confirmation")
    send()
    (confirmation,) = inbox
    text, _html = get_parts(confirmation)
    link = re.search(r"http://testserver(/subscriptions/confirm/\S+)", text)
    assert link is not None
    page = client.get(link[1])
    (pending,) = page.context["pending"]
    client.post(link[1], {f"wanted_{pending.pk}": "on"})
    publish(ann, "The Lock")
    send()
    assert [mail["Subject"] for mail in inbox[1:]] == ["Folkmoot: The Lock"]


def test_the_mail_has_the_lead_and_an_unsubscribe_header(
    client: Client, inbox: list[EmailMessage], ann: User
) -> None:
    subscription = subscribe()
    article = publish(ann, "The Lock", source="<p>Up and <b>down</b>.</p><!--more--><p>Rest</p>")
    send()
    (mail,) = inbox
    for part in get_parts(mail):
        assert f"http://testserver{article.get_absolute_url()}" in part
        assert "Rest" not in part
    assert "Up and down." in get_parts(mail)[0]
    assert "<b>down</b>" in get_parts(mail)[1]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = mail["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    body = {"List-Unsubscribe": "One-Click"}
    assert Client(enforce_csrf_checks=True).post(path, body).status_code == 200
    subscription.refresh_from_db()
    assert not subscription.is_active
    publish(ann, "The Weir")
    send()
    assert len(inbox) == 1


def test_a_weekly_digest_is_sent_on_monday(inbox: list[EmailMessage], ann: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        subscribe(cadence=Cadence.WEEKLY)
        for title in ("The Lock", "The Weir"):
            publish(ann, title)
            send()
            clock.shift(dt.timedelta(days=1))
        assert inbox == []
        clock.move_to(dt.datetime(2026, 3, 9, 6, 0, 1, tzinfo=dt.UTC))
        send()
    (mail,) = inbox
    assert mail["Subject"] == "Folkmoot: 2 new articles"
    assert get_parts(mail)[0].index("The Lock") < get_parts(mail)[0].index("The Weir")


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (dt.datetime(2026, 3, 9, 5, 59, tzinfo=dt.UTC), 9),
        (NOON, 9),
        (dt.datetime(2026, 3, 9, 6, tzinfo=dt.UTC), 16),
    ],
)
def test_weekly_digests_are_due_on_monday_morning(day: dt.datetime, due: int) -> None:
    assert notifications.get_due_time(Cadence.WEEKLY, day) == dt.datetime(
        2026, 3, due, 6, tzinfo=dt.UTC
    )


def test_a_scheduled_article_is_sent_at_its_time(inbox: list[EmailMessage], ann: User) -> None:
    subscribe()
    publish(ann, "Tomorrow", published_at=timezone.now() + dt.timedelta(hours=1))
    send()
    assert inbox == []
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1, seconds=1)):
        announce_due_articles()
        send()
    assert len(inbox) == 1


def test_each_article_is_sent_once(inbox: list[EmailMessage], ann: User) -> None:
    subscribe()
    article = publish(ann, "The Lock")
    send()
    save_article(actor=ann, article=article)
    announce_due_articles()
    send()
    assert len(inbox) == 1


def test_unlisted_and_unpublished_articles_are_not_sent(
    inbox: list[EmailMessage], ann: User
) -> None:
    subscribe()
    publish(ann, "Hidden", is_listed=False)
    article = publish(ann, "Regretted")
    notifications.create_pending_notifications()
    article.status = Article.Status.DRAFT
    save_article(actor=ann, article=article)
    send()
    assert inbox == []
    assert not Notification.objects.filter(next_attempt_at__isnull=False).exists()


def test_imported_articles_are_not_announced(inbox: list[EmailMessage], db: None) -> None:
    subscribe()
    save_article(actor=None, article=Article(title="From elsewhere", status="published"))
    announce_due_articles()
    send()
    assert inbox == []
    assert not Announcement.objects.exists()


def test_repeated_requests_send_one_confirmation_mail(
    client: Client, db: None, inbox: list[EmailMessage]
) -> None:
    for _ in range(3):
        client.post("/newsletter/", {"email": ADA, "cadence": "now", "subject": ""})
    outbox.send_due()
    assert len(inbox) == 1


def test_too_many_addresses_from_one_network_are_rejected(client: Client, db: None) -> None:
    responses = [
        client.post("/newsletter/", {"email": f"reader{n}@example.org", "cadence": "now"})
        for n in range(6)
    ]
    assert [response.status_code for response in responses] == [200] * 5 + [429]
    assert 'role="alert"' in responses[-1].text


@pytest.mark.parametrize(
    "data", [{"email": "nobody", "cadence": "now"}, {"email": ADA, "cadence": "hourly"}, {}]
)
def test_invalid_input_is_rejected(client: Client, db: None, data: dict[str, str]) -> None:
    assert client.post("/newsletter/", data).status_code == 400
    assert not MailAddress.objects.exists()


def test_a_forged_post_is_rejected(client: Client, db: None) -> None:
    data = {"email": ADA, "cadence": "now"}
    headers = {"sec-fetch-site": "cross-site"}
    assert client.post("/newsletter/", data, headers=headers).status_code == 403


def test_the_honeypot_sends_no_mail(client: Client, db: None) -> None:
    data = {"email": ADA, "cadence": "now", "subject": "pills"}
    assert client.post("/newsletter/", data).status_code == 200
    assert not Subscription.objects.exists()


def test_the_owner_of_the_address_can_change_the_cadence(client: Client, db: None) -> None:
    subscription = subscribe()
    page = client.get(subscription.get_absolute_url())
    assert "New articles" in page.text
    client.post(subscription.get_absolute_url(), {f"cadence_{subscription.pk}": "weekly"})
    subscription.refresh_from_db()
    assert subscription.cadence == Cadence.WEEKLY


def test_every_page_links_to_it(client: Client, db: None) -> None:
    assert 'href="/newsletter/"' in client.get("/").text


def test_unknown_clients_share_one_limit(client: Client, db: None, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    statuses = [
        client.post("/newsletter/", {"email": f"reader{n}@example.org", "cadence": "now"})
        for n in range(6)
    ]
    assert [response.status_code for response in statuses] == [200] * 5 + [429]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("addresses", "count"), [("192.0.2.{}", 5), ("2001:db8:1:2:{}::1", 5), ("2001:db8:1:{}::1", 10)]
)
def test_one_customer_with_many_addresses(db: None, addresses: str, count: int) -> None:
    statuses = [
        Client(REMOTE_ADDR=addresses.format(n))
        .post("/newsletter/", {"email": f"reader{n}@example.org", "cadence": "now"})
        .status_code
        for n in range(12)
    ]
    assert statuses == [200] * count + [429] * (12 - count)


def test_the_text_has_links_alt_texts_and_numbers(inbox: list[EmailMessage], ann: User) -> None:
    subscribe()
    source = '<ol><li>The <a href="/quay.html">quay</a></li></ol>'
    publish(ann, "Quays", source=source)
    send()
    (mail,) = inbox
    text, _html = get_parts(mail)
    assert "1. The quay <http://testserver/quay.html>" in text.splitlines()
