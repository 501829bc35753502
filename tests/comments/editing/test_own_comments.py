"""The section with the visitor's own comments."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter
from comments.submission.reason_codes import ReasonCode
from comments.threads.services.status import change_status
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from tests.comments.editing.own_comments import get_url, submit_as_rex
from tests.comments.submission.posting import submit
from tests.people import MakeArticle

Status = Comment.Status


def get_section(client: Client, article: Article) -> str:
    page = client.get(article.get_absolute_url()).text
    start = page.find('id="own-comments"')
    return "" if start < 0 else page[start : page.index("</section>", start)]


def test_a_stranger_has_none(client: Client, article: Article, rex: Commenter) -> None:
    submit_as_rex(client, article)
    assert get_section(Client(), article) == ""


def test_other_threads_do_not_show_it(
    client: Client, article: Article, rex: Commenter, make_article: MakeArticle
) -> None:
    submit_as_rex(client, article)
    other = make_article("The Lighthouse")
    assert get_section(client, other) == ""


def test_a_published_comment_can_be_edited_and_deleted(
    client: Client, article: Article, rex: Commenter
) -> None:
    submit_as_rex(client, article)
    shown = get_section(client, article)
    assert 'data-status="published"' in shown
    assert 'id="post-notice"' in shown
    assert "#1" in shown
    comment = Comment.objects.get()
    assert get_url(comment, "edit") in shown
    assert get_url(comment, "withdraw") in shown


def test_after_some_time_it_can_only_be_deleted(
    client: Client, article: Article, rex: Commenter
) -> None:
    submit_as_rex(client, article)
    comment = Comment.objects.get()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11)):
        shown = get_section(client, article)
    assert 'id="post-notice"' not in shown
    assert get_url(comment, "edit") not in shown
    assert get_url(comment, "withdraw") in shown


def test_a_held_comment_shows_the_reason(client: Client, article: Article) -> None:
    submit(client, article)
    shown = get_section(client, article)
    assert 'data-status="held"' in shown
    page = client.get(article.get_absolute_url()).text
    assert f'data-reason="newcomer">{ReasonCode.NEWCOMER.author_text}<' in page
    assert get_url(Comment.objects.get(), "withdraw") in shown


def test_moderators_see_the_reason_in_their_own_words(
    client: Client, article: Article, mo: User
) -> None:
    submit(Client(), article)
    client.force_login(mo)
    page = client.get(article.get_absolute_url()).text
    assert f'data-reason="newcomer">{ReasonCode.NEWCOMER.label}<' in page
    assert str(ReasonCode.NEWCOMER.author_text) not in page


def test_a_rejected_comment_shows_the_reason(client: Client, article: Article, mo: User) -> None:
    submit(client, article)
    decide(
        moderator=mo, item=Comment.objects.get(), action=Decision.Action.REJECT, expected_version=0
    )
    shown = get_section(client, article)
    assert 'data-status="rejected"' in shown
    assert str(ReasonCode.MODERATOR_DECISION.author_text) in shown
    assert "/own/" not in shown


@pytest.mark.parametrize("status", [Status.REMOVED, Status.WITHDRAWN])
def test_a_removed_or_deleted_comment_is_listed(
    client: Client, article: Article, rex: Commenter, status: Status
) -> None:
    submit_as_rex(client, article)
    comment = Comment.objects.get()
    change_status(comment=comment, to=status, expected_version=comment.version)
    assert f'data-status="{status}"' in get_section(client, article)


def test_an_account_needs_no_cookie(client: Client, article: Article, mo: User) -> None:
    client.force_login(mo)
    client.post("/2016/12/the-harbour/comments/post/", {"body": "Fine ships."})
    assert "visitor" not in client.cookies
    again = Client()
    again.force_login(mo)
    assert 'data-status="published"' in get_section(again, article)


def test_the_number_of_queries_is_constant(
    client: Client, article: Article, rex: Commenter
) -> None:
    def count_queries() -> int:
        client.get(article.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(article.get_absolute_url())
        return len(captured)

    submit_as_rex(client, article)
    one = count_queries()
    for n in range(5):
        submit_as_rex(client, article, body=f"Remark {n}")
    assert count_queries() == one
