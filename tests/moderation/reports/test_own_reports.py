import pytest
from django.test import Client

from accounts.models import User
from comments.models import Comment, Thread
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Report
from moderation.reports.services import report_comment
from tests.people import fill_thread

PATH = "/moderation/reports/"


@pytest.fixture
def comment(thread: Thread) -> Comment:
    return fill_thread(thread, 1)[0]


@pytest.mark.django_db
def test_a_new_visitor_has_no_reports(client: Client) -> None:
    page = client.get(PATH)
    assert page.status_code == 200
    assert "data-outcome" not in page.text
    assert "no-store" in page["Cache-Control"]


def test_a_guest_sees_reports_of_the_same_browser(client: Client, comment: Comment) -> None:
    client.post(
        f"/2016/12/the-harbour/comments/{comment.number}/report/",
        {"reason": "spam"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    page = client.get(PATH).text
    assert 'data-outcome="open"' in page
    assert comment.get_absolute_url() in page
    assert "data-outcome" not in Client().get(PATH).text


def test_an_account_sees_the_outcome_after_the_comment_is_removed(
    client: Client, comment: Comment, otto: User, mo: User
) -> None:
    report_comment(visitor=Visitor(otto), comment=comment, reason=Report.Reason.SPAM)
    decide(
        moderator=mo,
        item=comment,
        action=Decision.Action.REMOVE,
        expected_version=Comment.objects.get(pk=comment.pk).version,
    )
    client.force_login(otto)
    page = client.get(PATH).text
    assert 'data-outcome="removed"' in page
    assert comment.get_absolute_url() not in page
    there = f"/2016/12/the-harbour/comments/{comment.number}/report/"
    assert client.get(there)["Location"] == PATH
    client.force_login(mo)
    assert client.get(there).status_code == 404
    assert "data-outcome" not in client.get(PATH).text
