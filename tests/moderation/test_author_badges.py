"""Staff pages show the badge of a comment next to its author's name."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.screening import RequestFacts
from comments.submission.services import submit_comment
from comments.visitors.services.commenters import get_or_create_user_commenter
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Report, WordList
from moderation.reports.services import report_comment
from tests.people import CreateComment

QUEUE = "/admin/moderation/queue/"
PREVIEW = {"kind": "domain", "value": "example.org", "explanation": "Spam", "preview": "1"}


@pytest.fixture
def comment(thread: Thread, ann: User) -> Comment:
    """A published comment by the article's author."""
    return post(ann, thread)


def post(user: User, thread: Thread, text: str = "It is settled.") -> Comment:
    """Submit a comment from the user's session."""
    comment = submit_comment(
        thread=thread,
        commenter=get_or_create_user_commenter(user),
        body=text,
        request_facts=RequestFacts(visitor=Visitor(user)),
    ).comment
    assert comment
    return comment


def set_role(comment: Comment, role: str) -> None:
    Comment.objects.filter(pk=comment.pk).update(author_role=role)


def find_roles(text: str) -> list[str]:
    """Return the roles of the badges in a page."""
    badges = html.document_fromstring(text).find_class("role-badge")
    return [badge.get("data-role", "") for badge in badges]


@pytest.mark.parametrize(
    ("path", "count"),
    [
        # The list and the open item.
        (f"{QUEUE}?tab=all", 2),
        (f"{QUEUE}{{comment}}/", 1),
        ("/admin/moderation/commenters/{commenter}/", 1),
        ("/admin/comments/comment/", 1),
    ],
)
def test_pages_show_the_badge(moderator: Client, comment: Comment, path: str, count: int) -> None:
    """Without the role, the page has the same queries and no badge."""
    url = path.format(comment=comment.pk, commenter=comment.commenter_id)
    # The first request fills caches.
    moderator.get(url)
    queries = []
    for role in ("author", ""):
        set_role(comment, role)
        with CaptureQueriesContext(connection) as captured:
            assert find_roles(moderator.get(url).text) == [role] * (count if role else 0)
        queries.append(len(captured))
    assert queries[0] == queries[1]


def test_an_item_shows_the_badges_of_the_parent_and_of_earlier_comments(
    moderator: Client,
    comment: Comment,
    rex: Commenter,
    create_comment: CreateComment,
    thread: Thread,
    ann: User,
) -> None:
    reply = create_comment(rex, "Is it?", reply_to=comment)
    assert find_roles(moderator.get(f"{QUEUE}{reply.pk}/").text) == ["author"]
    later = post(ann, thread, "It is not.")
    page = html.document_fromstring(moderator.get(f"{QUEUE}{later.pk}/").text)
    (earlier,) = page.find_class("latest-comments")
    assert len(earlier.find_class("role-badge")) == 1


def test_the_form_shows_the_role(moderator: Client, comment: Comment) -> None:
    page = moderator.get(f"/admin/comments/comment/{comment.pk}/change/").text
    (field,) = html.document_fromstring(page).find_class("field-author_role")
    assert "Author" in field.text_content()


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("bans/new/", PREVIEW),
        ("queue/batch/?tab=all", {"action": "remove", "select_all": "1"}),
    ],
)
def test_previews_show_the_badge(
    client: Client,
    create_comment: CreateComment,
    rex: Commenter,
    ed: User,
    path: str,
    data: dict[str, str],
) -> None:
    """Rex had a role once; bans don't match staff."""
    set_role(create_comment(rex, "It is settled."), "moderator")
    client.force_login(ed)
    page = client.post(f"/admin/moderation/{path}", data, follow=True)
    assert find_roles(page.text) == ["moderator"]


def test_previews_of_word_lists_show_the_badge(client: Client, comment: Comment, ed: User) -> None:
    client.force_login(ed)
    word_list = WordList.objects.create(name="Settled", terms="settled")
    page = client.get(f"/admin/moderation/word-lists/{word_list.pk}/preview/")
    assert find_roles(page.text) == ["author"]


def test_the_dashboard_shows_the_badge(client: Client, comment: Comment, ed: User) -> None:
    Comment.objects.filter(pk=comment.pk).update(status=Comment.Status.HELD, number=None)
    client.force_login(ed)
    assert find_roles(client.get("/admin/dashboard/?author=all").text) == ["author"]


def test_own_reports_and_the_public_log_show_the_badge(
    client: Client, comment: Comment, otto: User, mo: User
) -> None:
    report_comment(visitor=Visitor(otto), comment=comment, reason=Report.Reason.SPAM)
    client.force_login(otto)
    assert find_roles(client.get("/moderation/reports/").text) == ["author"]
    decide(moderator=mo, item=comment, action=Decision.Action.REMOVE, expected_version=0)
    log = client.get("/moderation/log/").text
    assert "Comment #1 by Ann (Author)" in log
