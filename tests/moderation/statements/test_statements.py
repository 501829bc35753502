"""Statements of reasons: content, access and immutability."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter
from comments.submission.screening import Outcome, Verdict
from comments.visitors.visitor import Visitor
from moderation.bans.services import create_ban, lift_ban
from moderation.decisions.services.decide import decide
from moderation.decisions.services.decision_log import log_verdict
from moderation.models import Decision, Guideline, Report, Statement
from moderation.reports.services import report_comment
from tests.comments.editing.own_comments import submit_as_rex
from tests.comments.submission.posting import submit
from tests.comments.visitors.cookies import set_visitor_cookie
from tests.moderation.conftest import Remove
from tests.people import CreateComment

Action = Decision.Action


def page(client: Client, statement: Statement) -> str:
    """Return the text of a statement's page, on one line."""
    return " ".join(client.get(statement.get_absolute_url()).text.split())


def test_removal_shows_guideline_and_excerpt(client: Client, remove: Remove) -> None:
    statement = remove("You are a fool", explanation="Twice now")
    shown = page(client, statement)
    assert "Your comment was removed." in shown
    assert statement.wording in shown
    assert "Twice now" in shown
    assert "You are a fool" in shown
    assert "the site’s rules" in shown
    assert 'data-source="own"' in shown
    assert "A person made the decision." in shown
    assert 'id="appeal-form"' in shown


def test_illegal_content_is_named_as_such(client: Client, remove: Remove) -> None:
    statement = remove(guideline="illegal")
    assert statement.is_legal
    assert "based on the law" in page(client, statement)


def test_reports_are_mentioned_but_not_the_reporters(
    client: Client, create_comment: CreateComment, rex: Commenter, otto: User, mo: User
) -> None:
    comment = create_comment(rex, "You fool")
    report_comment(visitor=Visitor(user=otto), comment=comment, reason=Report.Reason.INSULT)
    decide(moderator=mo, item=comment, action=Action.REMOVE, expected_version=comment.version)
    shown = page(client, Statement.objects.get())
    assert 'data-source="report"' in shown
    assert "Otto" not in shown


def test_a_check_before_a_moderators_approval_is_not_mentioned(
    client: Client, create_comment: CreateComment, nia: Commenter, mo: User
) -> None:
    comment = create_comment(nia, "Hello")
    decide(moderator=mo, item=comment, action=Action.APPROVE, expected_version=0)
    comment.refresh_from_db()
    decide(moderator=mo, item=comment, action=Action.REMOVE, expected_version=comment.version)
    statement = Statement.objects.get()
    assert statement.found_by == ""
    assert "by the automatic check" not in page(client, statement)


def test_a_check_that_published_the_comment_is_not_mentioned(
    create_comment: CreateComment, rex: Commenter, mo: User
) -> None:
    comment = create_comment(rex, "Hello")
    Decision.objects.create(action=Action.PUBLISH, comment=comment, screener="external")
    decide(moderator=mo, item=comment, action=Action.REMOVE, expected_version=0)
    assert Statement.objects.get().found_by == ""


def test_featuring_does_not_hide_the_check(
    create_comment: CreateComment, nia: Commenter, mo: User
) -> None:
    comment = create_comment(nia, "Hello")
    Decision.objects.create(action=Action.UNFEATURE, comment=comment, actor=mo)
    decide(moderator=mo, item=comment, action=Action.REJECT, expected_version=0)
    assert Statement.objects.get().detected_by == "new-commenter"


def test_automatic_detection_is_mentioned(
    client: Client, create_comment: CreateComment, nia: Commenter, mo: User
) -> None:
    decide(
        moderator=mo, item=create_comment(nia, "Hello"), action=Action.REJECT, expected_version=0
    )
    statement = Statement.objects.get()
    assert statement.found_by
    assert f"by the automatic check “{statement.found_by}”" in page(client, statement)


def test_automatic_decision_is_named_as_such(
    client: Client, create_comment: CreateComment, nia: Commenter, ed: User
) -> None:
    create_ban(moderator=ed, commenter=nia, explanation="Insults")
    Statement.objects.filter(decision__action=Action.BAN).get()
    create_comment(nia, "Hello")
    shown = page(client, Statement.objects.get(decision__action=Action.REJECT))
    assert "The decision was made automatically by the check “Bans”." in shown


def test_automatically_rejected_edit(
    client: Client, create_comment: CreateComment, rex: Commenter
) -> None:
    verdict = Verdict(Outcome.REJECT, "", "words")
    log_verdict(comment=create_comment(rex, "Hello"), verdict=verdict)
    shown = page(client, Statement.objects.get())
    assert "Your edit was rejected." in shown
    assert "data-reversed" not in shown


def test_ban_shows_its_end(client: Client, nia: Commenter, mo: User) -> None:
    until = timezone.now() + dt.timedelta(days=3)
    create_ban(moderator=mo, commenter=nia, explanation="Insults", until=until)
    shown = page(client, Statement.objects.get())
    assert "You were banned" in shown
    assert "It applies everywhere, until" in shown
    assert "Insults" in shown


@pytest.mark.parametrize("action", [Action.APPROVE, Action.KEEP])
def test_favorable_decisions_have_no_statement(
    create_comment: CreateComment, nia: Commenter, mo: User, action: Action
) -> None:
    comment = create_comment(nia, "Hello")
    decide(moderator=mo, item=comment, action=Action.APPROVE, expected_version=0)
    assert not Statement.objects.exists()


def test_lifting_a_ban_has_no_statement(nia: Commenter, ed: User) -> None:
    made = create_ban(moderator=ed, commenter=nia, explanation="Insults")
    lift_ban(moderator=ed, ban=made)
    assert Statement.objects.get().decision.action == Action.BAN


def test_statement_is_immutable(client: Client, remove: Remove) -> None:
    statement = remove("You fool")
    Guideline.objects.update(wording="Something else")
    Comment.objects.update(text="Something else")
    assert "Something else" not in page(client, statement)
    statement.excerpt = "Something else"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        statement.save()


def test_undone_decision_is_marked(client: Client, remove: Remove, mo: User) -> None:
    statement = remove()
    comment = Comment.objects.get()
    decide(moderator=mo, item=comment, action=Action.RESTORE, expected_version=comment.version)
    shown = page(client, statement)
    assert "data-reversed" in shown
    assert "It no longer has any effect." in shown
    assert "The decision has been undone." in shown
    assert "no longer visible" not in shown
    assert "no end date" not in shown


def test_decision_in_force_states_its_effect(client: Client, remove: Remove) -> None:
    shown = page(client, remove())
    assert "its text is no longer visible" in shown
    assert "It applies everywhere and has no end date." in shown
    assert "any effect" not in shown


@pytest.mark.parametrize("action", ["lift", "wait"])
def test_ban_without_effect_is_marked(
    client: Client, rex: Commenter, ed: User, action: str
) -> None:
    until = timezone.now() + dt.timedelta(days=1)
    ban = create_ban(moderator=ed, commenter=rex, explanation="Insults", until=until)
    statement = Statement.objects.get()
    assert "You can’t post comments." in page(client, statement)
    if action == "lift":
        lift_ban(moderator=ed, ban=ban)
    with time_machine.travel(until if action == "wait" else timezone.now(), tick=False):
        shown = page(client, statement)
    assert "It no longer has any effect." in shown
    assert "You can’t post comments." not in shown
    assert ("It ended on" in shown) is (action == "wait")


def test_undone_decisions_are_marked_in_the_list(
    client: Client, remove: Remove, mo: User, rex: Commenter
) -> None:
    remove("One")
    comment = Comment.objects.get()
    decide(moderator=mo, item=comment, action=Action.RESTORE, expected_version=comment.version)
    remove("Two")
    set_visitor_cookie(client, comments=list(Comment.objects.values_list("pk", flat=True)))
    shown = client.get("/moderation/statements/").text
    assert shown.count("Your comment was removed.") == 2
    assert shown.count("The decision has been undone.") == 1


def test_wrong_key_is_not_found(client: Client, remove: Remove) -> None:
    remove()
    assert client.get(f"/moderation/statements/{'x' * 32}/").status_code == 404


def test_page_is_not_cached_or_indexed(client: Client, remove: Remove) -> None:
    response = client.get(remove().get_absolute_url())
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.text


class TestAccess:
    """The author gets from the comment to the statement: by account, email or browser."""

    def test_browser_that_posted_the_comment(
        self, client: Client, article: Article, rex: Commenter, mo: User
    ) -> None:
        submit_as_rex(client, article, body="You fool")
        comment = Comment.objects.get()
        decide(moderator=mo, item=comment, action=Action.REMOVE, expected_version=comment.version)
        why = f"/moderation/comments/{comment.pk}/why/"
        assert why in client.get(article.get_absolute_url()).text
        statement = Statement.objects.get()
        assert client.get(why)["Location"] == statement.get_absolute_url()
        assert statement.get_absolute_url() in client.get("/moderation/statements/").text

    def test_banned_commenter(
        self, client: Client, article: Article, nia: Commenter, ed: User
    ) -> None:
        submit(client, article, body="Hello")
        create_ban(moderator=ed, commenter=nia, explanation="Insults")
        refused = submit(client, article, body="Hello again")
        assert 'href="/moderation/statements/"' in refused.text
        shown = client.get("/moderation/statements/").text
        assert "You were banned from commenting." in shown

    def test_account(self, client: Client, remove: Remove, rex: Commenter, otto: User) -> None:
        Commenter.objects.filter(pk=rex.pk).update(user=otto)
        statement = remove()
        client.force_login(otto)
        assert statement.get_absolute_url() in client.get("/moderation/statements/").text

    @pytest.mark.parametrize("username", ["nobody", "otto", "mo"])
    def test_others_have_no_access(
        self, request: pytest.FixtureRequest, client: Client, remove: Remove, username: str
    ) -> None:
        statement = remove()
        if username != "nobody":
            client.force_login(request.getfixturevalue(username))
        comment = statement.decision.comment
        assert comment is not None
        assert client.get(f"/moderation/comments/{comment.pk}/why/").status_code == 404
        assert statement.key not in client.get("/moderation/statements/").text

    def test_browser_sees_only_its_own_comment(self, client: Client, remove: Remove) -> None:
        own, other = remove("Mine"), remove("Not of this browser")
        assert own.decision.comment is not None
        set_visitor_cookie(client, comments=[own.decision.comment.pk])
        shown = client.get("/moderation/statements/").text
        assert own.key in shown
        assert other.key not in shown

    def test_comment_without_statement(
        self, client: Client, create_comment: CreateComment, rex: Commenter
    ) -> None:
        comment = create_comment(rex, "You fool")
        set_visitor_cookie(client, comments=[comment.pk])
        response = client.get(f"/moderation/comments/{comment.pk}/why/")
        assert response["Location"] == "/moderation/statements/"
