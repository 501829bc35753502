from typing import Any

import pytest
from django.conf import settings as site_settings
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from comments.models import Comment, Thread
from comments.visitors.visitor import Visitor
from moderation.models import Report
from moderation.reports.services import REPORTS_PER_NETWORK, report_comment
from tests.comments.reactions.urls import get_url
from tests.people import fill_thread

INSULT = {"reason": "insult", "note": "He called her a sea-cow."}


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    return fill_thread(thread, 3)


def test_a_missing_comment_can_not_be_reported(client: Client) -> None:
    assert client.get(get_url(99, "report")).status_code == 404
    assert client.post(get_url(99, "report"), INSULT).status_code == 404


@pytest.mark.parametrize("status", ["held", "removed", "withdrawn", "spam", "rejected"])
def test_a_hidden_comment_can_not_be_reported(client: Client, status: str) -> None:
    Comment.objects.filter(number=1).update(status=status)
    assert client.get(get_url(1, "report")).status_code == 404
    assert client.post(get_url(1, "report"), INSULT).status_code == 404
    assert not Report.objects.exists()


def test_a_comment_removed_meanwhile_is_not_found(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_down_first(**report: Any) -> Report:
        Comment.objects.filter(number=1).update(status=Comment.Status.REMOVED)
        return report_comment(**report)

    monkeypatch.setattr("moderation.reports.views.report_comment", take_down_first)
    assert client.post(get_url(1, "report"), INSULT).status_code == 404
    assert not Report.objects.exists()


def test_cross_site_posts_are_rejected(client: Client) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(get_url(1, "report"), INSULT, headers=headers).status_code == 403
    assert not Report.objects.exists()


def test_cross_site_links_open_the_form(client: Client) -> None:
    response = client.get(get_url(1, "report"), headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 200
    assert 'id="report-form"' in response.text


@pytest.mark.parametrize(
    "fields",
    [{}, {"reason": "dislike"}, {"reason": "other"}, {"reason": "spam", "note": "n" * 2001}],
)
def test_an_invalid_report_shows_the_form(client: Client, fields: dict[str, str]) -> None:
    response = client.post(get_url(1, "report"), fields)
    assert response.status_code == 400
    assert 'id="report-form"' in response.text
    assert not Report.objects.exists()


def test_the_form_shows_the_comment_and_the_reasons(client: Client) -> None:
    text = client.get(get_url(2, "report")).text
    assert "Remark 1 about ships." in text
    assert all(str(reason.label) in text for reason in Report.Reason)


def test_a_guest_reports(client: Client) -> None:
    response = client.post(get_url(1, "report"), INSULT)
    assert (response.status_code, 'data-report="new"' in response.text) == (200, True)
    assert client.cookies[site_settings.BROWSER_COOKIE_NAME]["httponly"]
    report = Report.objects.get()
    assert (report.comment.number, report.reason, report.note) == (1, *INSULT.values())
    assert report.ip_address == "127.0.0.1"
    assert report.reporter is None


def test_an_account_reports(client: Client, otto: User) -> None:
    client.force_login(otto)
    client.post(get_url(1, "report"), INSULT)
    assert (Report.objects.get().reporter, Report.objects.get().reporter_key) == (otto, "")


def test_a_second_report_shows_the_first_one(client: Client) -> None:
    client.post(get_url(1, "report"), INSULT)
    for response in (client.post(get_url(1, "report"), INSULT), client.get(get_url(1, "report"))):
        assert response.status_code == 200
        assert 'data-report="earlier"' in response.text
        assert 'data-outcome=""' in response.text
        assert 'id="report-form"' not in response.text
    assert Report.objects.count() == 1


def test_another_comment_is_another_report(client: Client) -> None:
    client.post(get_url(1, "report"), INSULT)
    client.post(get_url(2, "report"), INSULT)
    assert Report.objects.count() == 2


def test_logging_in_after_reporting_is_the_same_reader(client: Client, otto: User) -> None:
    client.post(get_url(1, "report"), INSULT)
    client.force_login(otto)
    client.post(get_url(1, "report"), INSULT)
    assert Report.objects.count() == 1


def test_reports_per_network_are_limited(client: Client, comments: list[Comment]) -> None:
    for place in range(REPORTS_PER_NETWORK.count):
        report_comment(
            visitor=Visitor(browser_key=f"key-{place}"),
            comment=comments[0],
            reason=Report.Reason.SPAM,
            ip_address=f"127.0.0.{place + 2}",
        )
    response = client.post(get_url(2, "report"), INSULT)
    assert response.status_code == 429
    assert "data-too-many" in response.text
    assert "sea-cow" in response.text
    assert Client().post(get_url(2, "report"), INSULT, REMOTE_ADDR="192.0.2.1").status_code == 200


def test_others_do_not_see_the_report(client: Client) -> None:
    before = Client().get("/2016/12/the-harbour.html").content
    client.post(get_url(1, "report"), INSULT)
    assert Client().get("/2016/12/the-harbour.html").content == before
    assert "data-report" not in Client().get(get_url(1, "report")).text


@pytest.mark.parametrize("forwarded", [None, "", "unknown", "198.51.100.1, _hidden"])
def test_unknown_clients_share_one_limit(
    client: Client, comments: list[Comment], settings: Settings, forwarded: str | None
) -> None:
    for place in range(REPORTS_PER_NETWORK.count):
        report_comment(
            visitor=Visitor(browser_key=f"key-{place}"),
            comment=comments[0],
            reason=Report.Reason.SPAM,
        )
    settings.TRUSTED_PROXIES = 1
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    assert client.post(get_url(2, "report"), INSULT, headers=headers).status_code == 429
    headers = {"X-Forwarded-For": "198.51.100.1:4711"}
    assert client.post(get_url(2, "report"), INSULT, headers=headers).status_code == 200
    assert Report.objects.latest("pk").ip_address == "198.51.100.1"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("addresses", "count", "elsewhere"),
    [
        ("192.0.2.{:d}", REPORTS_PER_NETWORK.count, "192.0.3.1"),
        ("2001:db8:1:2:{:x}::1", REPORTS_PER_NETWORK.count, "2001:db8:1:3::1"),
        ("2001:db8:1:{:x}::1", REPORTS_PER_NETWORK.wide_count, "2001:db8:2::1"),
    ],
)
def test_one_customer_with_many_addresses(
    comments: list[Comment], addresses: str, count: int, elsewhere: str
) -> None:
    for place in range(count):
        report_comment(
            visitor=Visitor(browser_key=f"key-{place}"),
            comment=comments[0],
            reason=Report.Reason.SPAM,
            ip_address=addresses.format(place),
        )
    for address, status in ((addresses.format(99), 429), (elsewhere, 200)):
        response = Client(REMOTE_ADDR=address).post(get_url(2, "report"), INSULT)
        assert response.status_code == status
