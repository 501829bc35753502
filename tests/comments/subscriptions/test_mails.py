"""The mails themselves, as a mail server gets them."""

import datetime as dt
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from comments.models import Commenter, Subscription, Thread
from comments.submission.screening import RequestFacts
from comments.submission.services import submit_comment
from comments.subscriptions.services.notifications import get_due_time
from comments.visitors.services.commenters import get_or_create_user_commenter
from comments.visitors.visitor import Visitor
from tests.mail_server import MailServer
from tests.mailbox import deliver, get_html, get_text
from tests.people import CreateComment, MakeArticle

Scope = Subscription.Scope
Subscribe = Callable[..., Subscription]


def test_both_parts_contain_the_comment_and_its_url(
    inbox: list[EmailMessage], subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org")
    create_comment(rex, "Three <b>ships</b> & a [boat]\n\nAnd a quay.")
    deliver()
    (mail,) = inbox
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    text = get_text(mail)
    assert "Rex on “The Harbour” (#1):\n\nThree ships & a [boat]\n\nAnd a quay.\n" in text
    assert "http://testserver/2016/12/the-harbour/comments/1/\n" in text
    assert "&amp;" not in text
    html = get_html(mail)
    assert "Three <b>ships</b> &amp; a [boat]" in html
    assert 'href="http://testserver/2016/12/the-harbour/comments/1/"' in html


def test_both_parts_contain_the_badge(
    inbox: list[EmailMessage], subscribe: Subscribe, mo: User, thread: Thread
) -> None:
    subscribe("ada@example.org")
    facts = RequestFacts(visitor=Visitor(mo))
    commenter = get_or_create_user_commenter(mo)
    submit_comment(thread=thread, commenter=commenter, body="Hello", request_facts=facts)
    deliver()
    (mail,) = inbox
    assert "Mo (Moderator) on “The Harbour” (#1):" in get_text(mail)
    assert "Mo (Moderator)" in get_html(mail)


def test_headers(
    inbox: list[EmailMessage], subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscription = subscribe("ada@example.org")
    create_comment(rex, "Hello")
    deliver()
    (mail,) = inbox
    assert mail["Subject"] == "Rex commented on The Harbour"
    assert mail["From"] == "Folkmoot <moot@blog.example>"
    assert mail["To"] == "ada@example.org"
    assert mail["Auto-Submitted"] == "auto-generated"
    link = f"http://testserver/subscriptions/{subscription.key}/unsubscribe/"
    assert mail["List-Unsubscribe"] == f"<{link}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in get_text(mail)
    assert f"http://testserver/subscriptions/{subscription.key}/\n" in get_text(mail)


def test_mails_about_one_article_are_grouped_by_mail_clients(
    inbox: list[EmailMessage], subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org")
    for words in ("One", "Two"):
        create_comment(rex, words)
        deliver()
    first, second = inbox
    assert first["Message-ID"] != second["Message-ID"]
    assert first["References"] == second["References"] == first["In-Reply-To"]
    assert first["References"].endswith("@testserver>")


def test_long_unsubscribe_urls_are_not_folded(
    mail_server: MailServer,
    settings: Settings,
    subscribe: Subscribe,
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    settings.SITE_URL = "https://the-rather-long-name-of-a-host.of-a-blog-somewhere.example"
    subscription = subscribe("ada@example.org")
    create_comment(rex, "Hello")
    deliver()
    header = (
        f"List-Unsubscribe: <{settings.SITE_URL}/subscriptions/{subscription.key}/unsubscribe/>\r\n"
    )
    assert header.encode() in mail_server.raw[0]


def test_names_can_t_inject_headers(
    inbox: list[EmailMessage],
    make_article: MakeArticle,
    subscribe: Subscribe,
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    rex.name = "Rex\r\nBcc: all@example.org"
    rex.save()
    subscribe("ada@example.org")
    create_comment(rex, "Hello")
    deliver()
    (mail,) = inbox
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Rex Bcc: all@example.org commented on The Harbour"


def test_long_lines_are_wrapped_between_words(
    inbox: list[EmailMessage], subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    subscribe("ada@example.org")
    address = "http://testserver/" + "x" * 90
    create_comment(rex, f"{'word ' * 40}{address}")
    deliver()
    text = get_text(inbox[0])
    assert address in text
    assert max(len(line) for line in text.splitlines() if "://" not in line) <= 76


def test_a_reply_has_its_own_subject_and_link(
    inbox: list[EmailMessage],
    subscribe: Subscribe,
    ada: Commenter,
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    subscription = subscribe("ada@example.org", Scope.REPLIES, commenter=ada)
    remark = create_comment(ada, "A remark")
    create_comment(rex, "A reply", reply_to=remark)
    deliver()
    (mail,) = inbox
    assert mail["Subject"] == "Rex replied to you on The Harbour"
    assert f"http://testserver/subscriptions/{subscription.key}/replies/" in get_text(mail)


def test_a_digest_is_one_mail(
    inbox: list[EmailMessage], subscribe: Subscribe, rex: Commenter, create_comment: CreateComment
) -> None:
    with time_machine.travel(dt.datetime(2026, 12, 14, 15, 7, tzinfo=dt.UTC), tick=False) as clock:
        subscribe("ada@example.org", cadence=Subscription.Cadence.HOURLY)
        create_comment(rex, "One")
        create_comment(rex, "Two")
        deliver()
        assert inbox == []
        clock.move_to(dt.datetime(2026, 12, 14, 16, 0, tzinfo=dt.UTC))
        deliver()
    (mail,) = inbox
    assert mail["Subject"] == "2 new comments on The Harbour"
    text = get_text(mail)
    assert text.index("One") < text.index("* * *") < text.index("Two")


@pytest.mark.parametrize(
    ("cadence", "created", "due"),
    [("now", "15:07", "14T15:07"), ("hourly", "15:07", "14T16:00"), ("hourly", "23:00", "15T00:00"),
     ("daily", "05:59", "14T06:00"), ("daily", "06:00", "15T06:00")],
)  # fmt: skip
def test_when_a_notification_is_due(cadence: str, created: str, due: str) -> None:
    now = dt.datetime.fromisoformat(f"2016-12-14T{created}+00:00")
    assert get_due_time(cadence, now) == dt.datetime.fromisoformat(f"2016-12-{due}+00:00")


def test_one_click_unsubscribe_ends_the_subscription(
    inbox: list[EmailMessage],
    subscribe: Subscribe,
    rex: Commenter,
    create_comment: CreateComment,
    client: Client,
) -> None:
    subscribe("ada@example.org")
    create_comment(rex, "One")
    deliver()
    path = urlsplit(inbox[0]["List-Unsubscribe"].strip("<>")).path
    response = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    create_comment(rex, "Two")
    deliver()
    assert len(inbox) == 1


def test_both_parts_show_links_and_the_answered_comment(
    inbox: list[EmailMessage],
    subscribe: Subscribe,
    rex: Commenter,
    ada: Commenter,
    create_comment: CreateComment,
) -> None:
    subscribe("ada@example.org", Scope.REPLIES)
    remark = create_comment(ada, "A remark")
    create_comment(rex, 'See <a href="http://testserver/quay.html">this</a>.', reply_to=remark)
    deliver()
    (mail,) = inbox
    text = get_text(mail)
    assert "(#2):\n\nIn reply to #1 Ada\n\nSee this <http://testserver/quay.html>.\n" in text
    html = get_html(mail)
    assert "In reply to" in html
    assert 'href="http://testserver/2016/12/the-harbour/comments/1/">#1 <bdi' in html
    assert ">Ada</bdi></a>" in html


def test_the_link_to_all_replies_works_in_any_browser(
    client: Client,
    inbox: list[EmailMessage],
    subscribe: Subscribe,
    rex: Commenter,
    ada: Commenter,
    create_comment: CreateComment,
) -> None:
    subscribe("ada@example.org", Scope.REPLIES)
    create_comment(rex, "A reply", reply_to=create_comment(ada, "A remark"))
    deliver()
    (mail,) = inbox
    _, _, rest = get_text(mail).partition("All replies to you:\n")
    url = rest.splitlines()[0]
    assert url in get_html(mail)
    response = client.get(urlsplit(url).path)
    assert [comment.text for comment in response.context["page"].items] == ["A reply"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not client.cookies


@pytest.mark.parametrize("is_known", [True, False])
def test_the_page_with_all_replies_needs_a_confirmed_key(
    client: Client, subscribe: Subscribe, *, is_known: bool
) -> None:
    subscription = subscribe("ada@example.org", Scope.REPLIES, confirmed_at=None)
    key = subscription.key if is_known else "x" * 43
    assert client.get(f"/subscriptions/{key}/replies/").status_code == 404
