"""Appeals: submitting, permission to answer, and outcomes."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts import roles
from accounts.models import User
from comments.models import Comment, Commenter
from comments.visitors.visitor import Visitor
from mail.tasks import catch_up
from moderation.bans.services import create_ban, lift_ban
from moderation.decisions.services.decide import decide
from moderation.decisions.services.undo import undo_decision
from moderation.models import Appeal, Ban, Decision, Report, Statement
from moderation.reports.services import report_comment
from moderation.sanctions.services import change_trust
from moderation.statements.services.appeals import (
    AlreadyAnswered,
    NotAppealable,
    grant_appeal,
    reject_appeal,
    submit_appeal,
)
from tests.concurrency import run_concurrently
from tests.moderation.conftest import Remove
from tests.people import CreateComment, make_user

Action = Decision.Action
APPEALS = "/admin/moderation/appeals/"


@pytest.fixture
def appeal(remove: Remove) -> Appeal:
    """Rex's appeal against a decision by Mo."""
    return submit_appeal(statement=remove("You fool"), text="I was quoting.")


@pytest.fixture
def against_ban(nia: Commenter, ed: User) -> Appeal:
    """Nia's appeal against a permanent ban, which only editors can undo."""
    create_ban(moderator=ed, commenter=nia, explanation="Insults")
    return submit_appeal(statement=Statement.objects.get(), text="Not me")


@pytest.fixture
def eve(db: None) -> User:
    """Another moderator."""
    return make_user("eve", role=roles.MODERATOR)


class TestSubmitting:
    def test_appeal_is_saved(self, client: Client, remove: Remove) -> None:
        statement = remove()
        address = statement.get_absolute_url()
        response = client.post(address, {"text": "I was\r\nquoting."}, follow=True)
        assert 'data-appeal="pending"' in response.text
        assert Appeal.objects.get().text == "I was\nquoting."

    def test_only_once(self, client: Client, appeal: Appeal) -> None:
        address = appeal.statement.get_absolute_url()
        assert client.post(address, {"text": "Again"}).status_code == 409
        assert "appeal-form" not in client.get(address).text
        assert Appeal.objects.count() == 1

    @pytest.mark.parametrize("text", ["", "  ", "x" * (Appeal.MAX_LENGTH + 1)])
    def test_text_is_required_and_limited(self, client: Client, remove: Remove, text: str) -> None:
        assert client.post(remove().get_absolute_url(), {"text": text}).status_code == 400
        assert not Appeal.objects.exists()

    @pytest.mark.parametrize(("days", "taken"), [(182, True), (184, False)])
    def test_deadline(self, client: Client, remove: Remove, days: int, taken: bool) -> None:
        statement = remove()
        with time_machine.travel(timezone.now() + dt.timedelta(days=days)):
            client.post(statement.get_absolute_url(), {"text": "Why?"})
            page = client.get(statement.get_absolute_url()).text
            assert 'id="appeal-form"' not in page
        assert Appeal.objects.exists() is taken

    def test_undone_decision_is_not_appealable(self, remove: Remove, mo: User) -> None:
        statement = remove()
        undo_decision(moderator=mo, decision=statement.decision)
        with pytest.raises(NotAppealable):
            submit_appeal(statement=Statement.objects.with_decision().get(), text="Why?")

    def test_concurrent_appeals(self, transactional_db: None, remove: Remove) -> None:
        statement = remove()

        def call() -> Appeal:
            return submit_appeal(statement=Statement.objects.get(pk=statement.pk), text="Why?")

        outcomes = run_concurrently(call, call)
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Appeal", "NotAppealable"]


class TestPermission:
    """Not the deciding moderator, unless nobody else can; never the appellant."""

    @pytest.mark.parametrize("username", ["nobody", "otto", "ann", "mo"])
    def test_without_permission(
        self, request: pytest.FixtureRequest, appeal: Appeal, eve: User, username: str
    ) -> None:
        user: Any = AnonymousUser() if username == "nobody" else request.getfixturevalue(username)
        for answer in (reject_appeal, grant_appeal):
            with pytest.raises(PermissionDenied):
                answer(moderator=user, appeal=appeal, explanation="So it is")
        appeal.refresh_from_db()
        assert appeal.answer is None

    @pytest.mark.parametrize("username", ["eve", "ed"])
    def test_with_permission(
        self, request: pytest.FixtureRequest, appeal: Appeal, username: str
    ) -> None:
        user = request.getfixturevalue(username)
        answer = reject_appeal(moderator=user, appeal=appeal, explanation="So it is")
        assert (answer.action, answer.actor, answer.explanation) == (
            Action.REJECT_APPEAL,
            user,
            "So it is",
        )

    def test_deciding_moderator_if_alone(self, appeal: Appeal, mo: User) -> None:
        assert reject_appeal(moderator=mo, appeal=appeal, explanation="So it is").actor == mo

    def test_inactive_moderators_do_not_count(self, appeal: Appeal, mo: User, eve: User) -> None:
        User.objects.filter(pk=eve.pk).update(is_active=False)
        assert reject_appeal(moderator=mo, appeal=appeal, explanation="So it is").actor == mo

    @pytest.mark.parametrize("answer", [reject_appeal, grant_appeal])
    def test_deciding_editor_if_nobody_else_can_undo(
        self, against_ban: Appeal, ed: User, mo: User, answer: Callable[..., Decision]
    ) -> None:
        with pytest.raises(PermissionDenied):
            answer(moderator=mo, appeal=against_ban, explanation="So it is")
        assert answer(moderator=ed, appeal=against_ban, explanation="So it is").actor == ed

    @pytest.mark.parametrize("answer", [reject_appeal, grant_appeal])
    def test_other_editor_who_can_undo(
        self, against_ban: Appeal, ed: User, mo: User, answer: Callable[..., Decision]
    ) -> None:
        emil = make_user("emil", role=roles.EDITOR)
        for user in (mo, ed):
            with pytest.raises(PermissionDenied):
                answer(moderator=user, appeal=against_ban, explanation="So it is")
        assert answer(moderator=emil, appeal=against_ban, explanation="So it is").actor == emil

    def test_not_the_appellant(self, appeal: Appeal, rex: Commenter, eve: User, ed: User) -> None:
        Commenter.objects.filter(pk=rex.pk).update(user=eve)
        with pytest.raises(PermissionDenied):
            grant_appeal(moderator=eve, appeal=appeal)


class TestAnswers:
    """Granting undoes the decision, rejecting upholds it; the appellant is notified."""

    def test_granted(self, client: Client, appeal: Appeal, ed: User) -> None:
        grant_appeal(moderator=ed, appeal=appeal, explanation="He was quoting")
        comment = Comment.objects.get()
        assert comment.status == Comment.Status.PUBLISHED
        assert [decision.action for decision in comment.decisions.order_by("pk")] == [
            Action.REMOVE, Action.UNDO, Action.GRANT_APPEAL,
        ]  # fmt: skip
        page = client.get(appeal.statement.get_absolute_url()).text
        assert 'data-appeal="granted"' in page
        assert "He was quoting" in page

    def test_granting_ends_a_ban(self, nia: Commenter, mo: User, ed: User) -> None:
        create_ban(
            moderator=mo,
            commenter=nia,
            explanation="Insults",
            until=timezone.now() + dt.timedelta(9),
        )
        granted = submit_appeal(statement=Statement.objects.get(), text="Not me")
        grant_appeal(moderator=ed, appeal=granted)
        assert not Ban.objects.in_force().exists()

    @pytest.mark.parametrize("action", [Action.REMOVE, Action.SPAM])
    def test_another_decision_for_the_comment_grants_the_appeal(
        self,
        client: Client,
        create_comment: CreateComment,
        rex: Commenter,
        mo: User,
        action: Action,
    ) -> None:
        comment = create_comment(rex, "You fool")
        decide(moderator=mo, item=comment, action=action, expected_version=0)
        appeal = submit_appeal(statement=Statement.objects.get(), text="I was quoting.")
        comment.refresh_from_db()
        reversal = Action.RESTORE if action == Action.REMOVE else Action.APPROVE
        decide(
            moderator=mo,
            item=comment,
            action=reversal,
            explanation="I misread you",
            expected_version=comment.version,
        )
        appeal.refresh_from_db()
        assert appeal.is_granted
        client.force_login(mo)
        assert client.get("/admin/moderation/queue/?tab=appeals").context["counts"]["appeals"] == 0
        page = client.get(appeal.statement.get_absolute_url()).text
        assert 'data-appeal="granted"' in page
        assert "I misread you" in page
        with pytest.raises(AlreadyAnswered):
            reject_appeal(moderator=mo, appeal=appeal, explanation="No")

    def test_an_undo_grants_the_appeal(self, appeal: Appeal, mo: User) -> None:
        undo_decision(moderator=mo, decision=appeal.statement.decision)
        appeal.refresh_from_db()
        assert appeal.is_granted

    def test_lifting_the_ban_grants_the_appeal(self, against_ban: Appeal, ed: User) -> None:
        lift_ban(moderator=ed, ban=Ban.objects.get())
        against_ban.refresh_from_db()
        assert against_ban.is_granted
        assert not Decision.objects.filter(action=Action.UNDO).exists()

    def test_restored_trust_grants_the_appeal(self, rex: Commenter, mo: User) -> None:
        change_trust(moderator=mo, commenter=rex, action=Action.PREMODERATE, explanation="Quarrels")
        appeal = submit_appeal(statement=Statement.objects.get(), text="Why?")
        change_trust(moderator=mo, commenter=rex, action=Action.TRUST, explanation="Peace")
        appeal.refresh_from_db()
        assert appeal.is_granted

    def test_a_decision_that_reverses_nothing_leaves_the_appeal_open(
        self, appeal: Appeal, create_comment: CreateComment, nia: Commenter, mo: User
    ) -> None:
        other = create_comment(nia, "Hello")
        decide(moderator=mo, item=other, action=Action.APPROVE, expected_version=0)
        removed = Comment.objects.get(status=Comment.Status.REMOVED)
        decide(moderator=mo, item=removed, action=Action.SPAM, expected_version=removed.version)
        appeal.refresh_from_db()
        assert appeal.answer is None

    def test_nobody_grants_their_own_appeal(self, appeal: Appeal, mo: User) -> None:
        Commenter.objects.filter(pk=appeal.statement.commenter_id).update(user=mo)
        undo_decision(moderator=mo, decision=appeal.statement.decision)
        appeal.refresh_from_db()
        assert appeal.answer is None

    @pytest.mark.parametrize("grants", [True, False])
    def test_answered_reports_are_not_reopened(
        self, create_comment: CreateComment, rex: Commenter, mo: User, ed: User, *, grants: bool
    ) -> None:
        comment = create_comment(rex, "You fool")
        report_comment(
            visitor=Visitor(browser_key="k"), comment=comment, reason=Report.Reason.INSULT
        )
        removal = decide(moderator=mo, item=comment, action=Action.REMOVE, expected_version=0)
        appeal = submit_appeal(statement=removal.statement, text="I was quoting.")
        assert Report.objects.get().outcome == Report.Outcome.REMOVED
        if grants:
            grant_appeal(moderator=ed, appeal=appeal)
        else:
            comment.refresh_from_db()
            decide(
                moderator=mo,
                item=comment,
                action=Action.RESTORE,
                expected_version=comment.version,
            )
        assert Report.objects.get().outcome == Report.Outcome.KEPT
        assert not Report.objects.open().exists()

    def test_granting_after_trust_was_restored(self, rex: Commenter, mo: User, ed: User) -> None:
        for action in (Action.PREMODERATE, Action.TRUST):
            change_trust(moderator=mo, commenter=rex, action=action, explanation="Quarrels")
        granted = submit_appeal(statement=Statement.objects.get(), text="Why?")
        grant_appeal(moderator=ed, appeal=granted)
        assert Commenter.objects.get(pk=rex.pk).trust == Commenter.Trust.TRUSTED
        assert not Decision.objects.filter(action=Action.UNDO).exists()

    def test_rejected(self, client: Client, appeal: Appeal, ed: User) -> None:
        reject_appeal(moderator=ed, appeal=appeal, explanation="Quoting is no excuse")
        assert Comment.objects.get().status == Comment.Status.REMOVED
        page = client.get(appeal.statement.get_absolute_url()).text
        assert 'data-appeal="rejected"' in page
        assert "Quoting is no excuse" in page

    def test_outcome_is_emailed(self, appeal: Appeal, rex: Commenter, ed: User) -> None:
        Commenter.objects.filter(pk=rex.pk).update(email_confirmed_at=timezone.now())
        catch_up()
        grant_appeal(moderator=ed, appeal=appeal, explanation="He was quoting")
        catch_up()
        [_first, answer] = mail.outbox
        assert answer.subject == "Folkmoot: decision on your appeal"
        assert "Your appeal was granted" in answer.body
        assert "He was quoting" in answer.body

    @pytest.mark.parametrize("second", [reject_appeal, grant_appeal])
    def test_second_answer_is_refused(
        self, appeal: Appeal, ed: User, eve: User, second: Callable[..., Decision]
    ) -> None:
        reject_appeal(moderator=ed, appeal=appeal, explanation="So it is")
        with pytest.raises(AlreadyAnswered):
            second(moderator=eve, appeal=appeal, explanation="Or not")
        assert Decision.objects.filter(action=Action.GRANT_APPEAL).count() == 0
        assert Comment.objects.get().status == Comment.Status.REMOVED

    def test_answer_has_no_statement(self, appeal: Appeal, ed: User) -> None:
        reject_appeal(moderator=ed, appeal=appeal, explanation="So it is")
        assert Statement.objects.count() == 1


class TestPages:
    @pytest.mark.parametrize("username", ["nobody", "otto", "ann"])
    def test_others_have_no_access(
        self, request: pytest.FixtureRequest, client: Client, appeal: Appeal, username: str
    ) -> None:
        if username != "nobody":
            client.force_login(request.getfixturevalue(username))
        for path in (APPEALS, f"{APPEALS}{appeal.pk}/"):
            assert client.get(path).status_code in {302, 403}
        data = {"grant": "1", "explanation": "x"}
        assert client.post(f"{APPEALS}{appeal.pk}/", data).status_code in {302, 403}
        assert Appeal.objects.get().answer is None

    def test_appeals_tab_of_the_queue(self, client: Client, appeal: Appeal, ed: User) -> None:
        client.force_login(ed)
        comment = Comment.objects.get()
        assert "I was quoting." in client.get(f"/admin/moderation/queue/{comment.pk}/").text
        page = client.get("/admin/moderation/queue/?tab=appeals").text
        assert f"{APPEALS}{appeal.pk}/" in page
        reject_appeal(moderator=ed, appeal=appeal, explanation="So it is")
        page = client.get("/admin/moderation/queue/?tab=appeals").text
        assert f"{APPEALS}{appeal.pk}/" not in page

    def test_granting(self, client: Client, appeal: Appeal, ed: User) -> None:
        client.force_login(ed)
        assert "I was quoting." in client.get(APPEALS).text
        page = client.get(f"{APPEALS}{appeal.pk}/").text
        assert "You fool" in page
        assert 'name="grant"' in page
        response = client.post(
            f"{APPEALS}{appeal.pk}/", {"grant": "1", "explanation": "He was quoting"}, follow=True
        )
        assert [message.level_tag for message in response.context["messages"]] == ["success"]
        assert Appeal.objects.get().is_granted

    def test_reason_is_required(self, client: Client, appeal: Appeal, ed: User) -> None:
        client.force_login(ed)
        response = client.post(f"{APPEALS}{appeal.pk}/", {"reject": "1", "explanation": ""})
        assert response.status_code == 400
        assert Appeal.objects.get().answer is None

    def test_deciding_moderator_sees_no_form(
        self, client: Client, appeal: Appeal, mo: User, ed: User
    ) -> None:
        client.force_login(mo)
        page = client.get(f"{APPEALS}{appeal.pk}/").text
        assert "data-cannot-answer" in page
        assert 'name="grant"' not in page
        data = {"reject": "1", "explanation": "So it is"}
        assert client.post(f"{APPEALS}{appeal.pk}/", data).status_code == 403

    def test_moderator_who_cannot_undo_sees_no_form(
        self, client: Client, against_ban: Appeal, mo: User
    ) -> None:
        client.force_login(mo)
        page = client.get(f"{APPEALS}{against_ban.pk}/").text
        assert "data-cannot-answer" in page
        assert 'name="reject"' not in page
        data = {"reject": "1", "explanation": "So it is"}
        assert client.post(f"{APPEALS}{against_ban.pk}/", data).status_code == 403

    def test_deciding_editor_sees_form_if_nobody_else_can_undo(
        self, client: Client, against_ban: Appeal, ed: User, mo: User
    ) -> None:
        client.force_login(ed)
        page = client.get(f"{APPEALS}{against_ban.pk}/").text
        assert 'name="reject"' in page
        assert 'name="grant"' in page
        data = {"grant": "1", "explanation": "It was not"}
        client.post(f"{APPEALS}{against_ban.pk}/", data)
        assert Appeal.objects.get().is_granted

    def test_second_answer_shows_warning(self, client: Client, appeal: Appeal, ed: User) -> None:
        reject_appeal(moderator=ed, appeal=appeal, explanation="So it is")
        client.force_login(ed)
        response = client.post(
            f"{APPEALS}{appeal.pk}/", {"grant": "1", "explanation": "x"}, follow=True
        )
        assert [message.level_tag for message in response.context["messages"]] == ["warning"]

    def test_decision_with_later_decisions_is_not_undone(
        self, client: Client, create_comment: CreateComment, nia: Commenter, mo: User, ed: User
    ) -> None:
        comment = create_comment(nia, "Hello")
        rejected = decide(moderator=mo, item=comment, action=Action.REJECT, expected_version=0)
        comment.refresh_from_db()
        decide(moderator=mo, item=comment, action=Action.SPAM, expected_version=comment.version)
        first = Statement.objects.with_decision().get(decision=rejected)
        appealed = submit_appeal(statement=first, text="Why?")
        client.force_login(ed)
        response = client.post(f"{APPEALS}{appealed.pk}/", {"grant": "1", "explanation": "x"})
        assert response.status_code == 409
        assert [message.level_tag for message in response.context["messages"]] == ["error"]
        assert Appeal.objects.get().answer is None
