from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from comments.editing.services import edit_comment, withdraw_comment
from comments.models import Comment, Commenter, CommentRevision, Thread
from comments.visitors.services.commenters import set_trust
from comments.visitors.visitor import Visitor
from moderation.bans.services import create_ban, lift_ban
from moderation.decisions.services.decide import decide
from moderation.decisions.services.decision_log import log_decision
from moderation.decisions.services.featuring import feature_comment
from moderation.decisions.services.moderator_edits import edit_comment_as_moderator
from moderation.decisions.services.undo import NotUndoable, undo_decision
from moderation.decisions.transitions import TRANSITIONS, UNDOABLE
from moderation.models import Ban, Decision, Report
from moderation.reports.services import report_comment
from moderation.sanctions.services import warn_commenter
from tests.concurrency import run_concurrently
from tests.people import CreateComment

Action = Decision.Action
Status = Comment.Status
Trust = Commenter.Trust

FITTING = [
    (before, action) for before, actions in TRANSITIONS.items() for action in actions
]  # fmt: skip


@pytest.fixture
def held(create_comment: CreateComment, nia: Commenter) -> Comment:
    """A held comment by a new commenter."""
    return create_comment(nia, "Fine herring")


def decide_on(moderator: User, comment: Comment, action: Action) -> Decision:
    """Decide on the current version of a comment."""
    comment = Comment.objects.select_related("commenter").get(pk=comment.pk)
    return decide(
        moderator=moderator, item=comment, action=action, expected_version=comment.version
    )


def get_state(comment: Comment) -> object:
    """Return everything that a decision changes, except numbers, which stay."""
    row = Comment.objects.select_related("thread", "commenter").get(pk=comment.pk)
    reports = list(Report.objects.order_by("pk").values_list("outcome", flat=True))
    return (
        row.status, row.reason_code, row.featured_at, row.source, row.moderator_edited_at,
        row.commenter.trust, row.thread.published_count, row.thread.featured_count, reports,
    )  # fmt: skip


@pytest.mark.parametrize(("before", "action"), FITTING)
def test_undo_restores_the_status(
    create_comment: CreateComment,
    rex: Commenter,
    held: Comment,
    mo: User,
    ed: User,
    before: Status,
    action: Action,
) -> None:
    comment = (
        held
        if before in {Status.HELD, Status.REJECTED, Status.SPAM}
        else create_comment(rex, "Ships")
    )
    actions = {
        Status.REJECTED: Action.REJECT,
        Status.SPAM: Action.SPAM,
        Status.REMOVED: Action.REMOVE,
    }
    if before in actions:
        decide_on(mo, comment, actions[before])
    state_before = get_state(comment)
    decision = decide_on(mo, comment, action)
    assert get_state(comment) != state_before
    undo = undo_decision(moderator=ed, decision=decision, explanation="A slip")
    assert get_state(comment) == state_before
    assert (undo.action, undo.undoes, undo.actor) == (Action.UNDO, decision, ed)
    assert (undo.before, undo.after) == (decision.after, decision.before)
    assert undo.explanation == "A slip"


def test_the_number_stays(held: Comment, mo: User) -> None:
    undo_decision(moderator=mo, decision=decide_on(mo, held, Action.APPROVE))
    held.refresh_from_db()
    assert (held.status, held.number) == (Status.HELD, 1)
    assert Thread.objects.get().numbered_count == 1


def test_reports_are_reopened(create_comment: CreateComment, rex: Commenter, mo: User) -> None:
    comment = create_comment(rex, "Fine ships")
    report_comment(
        visitor=Visitor(browser_key="k"),
        comment=comment,
        reason=Report.Reason.INSULT,
        ip_address="192.0.2.1",
    )
    for action in (Action.KEEP, Action.REMOVE):
        state_before = get_state(comment)
        undo_decision(moderator=mo, decision=decide_on(mo, comment, action))
        assert get_state(comment) == state_before
    assert Report.objects.open().count() == 1


def test_trust_changed_since_stays(held: Comment, mo: User) -> None:
    decision = decide_on(mo, held, Action.SPAM)
    set_trust(commenter=held.commenter, trust=Trust.TRUSTED)
    undo_decision(moderator=mo, decision=decision)
    held.commenter.refresh_from_db()
    assert held.commenter.trust == Trust.TRUSTED


def test_undoing_a_screeners_decision_publishes(held: Comment, mo: User) -> None:
    automatic = held.decisions.get(actor=None)
    undo = undo_decision(moderator=mo, decision=automatic)
    held.refresh_from_db()
    assert (held.status, undo.after) == (Status.PUBLISHED, Status.PUBLISHED)


def test_featuring(create_comment: CreateComment, rex: Commenter, mo: User) -> None:
    comment = create_comment(rex, "Fine ships")
    state_before = get_state(comment)
    first = feature_comment(actor=mo, comment=comment, featured=True)
    featured = get_state(comment)
    second = feature_comment(actor=mo, comment=Comment.objects.get(pk=comment.pk), featured=False)
    undo_decision(moderator=mo, decision=second)
    assert get_state(comment)[1:2] == featured[1:2]  # type: ignore[index]  # a tuple, see state
    assert Comment.objects.get(pk=comment.pk).featured_at
    undo_decision(moderator=mo, decision=first)
    assert get_state(comment) == state_before


class TestTexts:
    """Text edits by authors and moderators."""

    @pytest.fixture
    def edited(self, create_comment: CreateComment, rex: Commenter) -> Comment:
        """A comment with a pending edit by its author."""
        comment = create_comment(rex, "Fine ships")
        set_trust(commenter=rex, trust=Trust.PREMODERATED)
        edit_comment(
            visitor=Visitor(comment_ids=frozenset([comment.pk])),
            comment=Comment.objects.get(pk=comment.pk),
            body="Cheap ships",
            expected_version=0,
        )
        return Comment.objects.select_related("commenter").get(pk=comment.pk)

    @pytest.mark.parametrize("action", [Action.APPROVE_EDIT, Action.REJECT_EDIT])
    def test_an_edit_is_pending_again(self, edited: Comment, mo: User, action: Action) -> None:
        state_before = get_state(edited)
        undo_decision(moderator=mo, decision=decide_on(mo, edited, action))
        assert get_state(edited) == state_before
        assert edited.revisions.pending().get().source == "Cheap ships"
        decide_on(mo, edited, Action.APPROVE_EDIT)
        edited.refresh_from_db()
        assert edited.text == "Cheap ships"

    def test_a_rejection_is_not_undone_after_another_edit(self, edited: Comment, mo: User) -> None:
        decision = decide_on(mo, edited, Action.REJECT_EDIT)
        edited.refresh_from_db()
        edit_comment(
            visitor=Visitor(comment_ids=frozenset([edited.pk])),
            comment=Comment.objects.get(pk=edited.pk),
            body="Free ships",
            expected_version=edited.version,
        )
        with pytest.raises(NotUndoable):
            undo_decision(moderator=mo, decision=decision)
        assert edited.revisions.pending().get().source == "Free ships"

    def test_a_screener_that_held_an_edit_is_not_undone(self, edited: Comment, mo: User) -> None:
        with pytest.raises(NotUndoable):
            undo_decision(moderator=mo, decision=edited.decisions.get(screener="premoderated"))

    def test_an_edit_by_a_moderator(
        self, create_comment: CreateComment, rex: Commenter, mo: User
    ) -> None:
        comment = create_comment(rex, "You sea-cow")
        state_before = get_state(comment)
        first = self.edit(mo, comment, "You …")
        state_between = get_state(comment)
        second = self.edit(mo, comment, "…")
        with pytest.raises(NotUndoable) as late:
            undo_decision(moderator=mo, decision=first)
        assert late.value.last == second
        undo_decision(moderator=mo, decision=second)
        assert get_state(comment) == state_between
        undo_decision(moderator=mo, decision=first)
        assert get_state(comment) == state_before
        assert CommentRevision.objects.count() == 4

    def edit(self, moderator: User, comment: Comment, body: str) -> Decision:
        """Change a comment's text as a moderator."""
        comment = Comment.objects.select_related("commenter").get(pk=comment.pk)
        return edit_comment_as_moderator(
            moderator=moderator, item=comment, body=body, expected_version=comment.version
        )


def test_a_ban_and_its_end(nia: Commenter, ed: User) -> None:
    made_ban = create_ban(moderator=ed, commenter=nia, explanation="Bread")
    made = made_ban.decisions.get()
    lift_ban(moderator=ed, ban=made_ban)
    lifted = made_ban.decisions.exclude(pk=made.pk).get()
    undo_decision(moderator=ed, decision=lifted)
    assert Ban.objects.in_force().get() == made_ban
    undo_decision(moderator=ed, decision=made)
    assert not Ban.objects.in_force().exists()
    assert made_ban.decisions.count() == 4


def test_a_permanent_ban_is_undone_by_editors_only(nia: Commenter, mo: User, ed: User) -> None:
    made = create_ban(moderator=ed, commenter=nia, explanation="Bread").decisions.get()
    with pytest.raises(PermissionDenied):
        undo_decision(moderator=mo, decision=made)


def test_a_sanction(nia: Commenter, mo: User) -> None:
    warn_commenter(moderator=mo, commenter=nia, explanation="Bread")
    decision = nia.decisions.get()
    undo_decision(moderator=mo, decision=decision)
    with pytest.raises(NotUndoable):
        undo_decision(moderator=mo, decision=decision)


class TestNotUndoable:
    def assert_not_undoable(self, moderator: User, decision: Decision) -> object:
        """Try to undo a decision and return the later one that prevents it."""
        before = Decision.objects.count()
        with pytest.raises(NotUndoable) as late:
            undo_decision(moderator=moderator, decision=decision)
        assert Decision.objects.count() == before
        return late.value.last

    def test_twice(self, held: Comment, mo: User) -> None:
        decision = decide_on(mo, held, Action.APPROVE)
        undo = undo_decision(moderator=mo, decision=decision)
        assert self.assert_not_undoable(mo, decision) == undo
        self.assert_not_undoable(mo, undo)

    def test_after_a_later_decision(self, held: Comment, mo: User) -> None:
        first, second = decide_on(mo, held, Action.APPROVE), decide_on(mo, held, Action.REMOVE)
        assert self.assert_not_undoable(mo, first) == second
        undo_decision(moderator=mo, decision=second)
        undo_decision(moderator=mo, decision=first)
        held.refresh_from_db()
        assert held.status == Status.HELD

    def test_after_withdrawal(self, held: Comment, mo: User) -> None:
        decision = decide_on(mo, held, Action.APPROVE)
        author = Visitor(comment_ids=frozenset([held.pk]))
        withdraw_comment(visitor=author, comment=Comment.objects.get(pk=held.pk))
        self.assert_not_undoable(mo, decision)
        held.refresh_from_db()
        assert held.status == Status.WITHDRAWN

    @pytest.mark.parametrize("action", sorted(set(Action) - UNDOABLE - {Action.UNDO}))
    def test_other_kinds(self, held: Comment, mo: User, action: Action) -> None:
        self.assert_not_undoable(mo, log_decision(action=action, comment=held, actor=mo))


@pytest.mark.parametrize("username", ["otto", "art"])
def test_other_users_can_not_undo(
    request: pytest.FixtureRequest, held: Comment, mo: User, ed: User, nia: Commenter, username: str
) -> None:
    user = request.getfixturevalue(username)
    warn_commenter(moderator=mo, commenter=nia, explanation="Bread")
    create_ban(moderator=ed, commenter=nia, explanation="Bread")
    decide_on(mo, held, Action.APPROVE)
    for decision in Decision.objects.filter(actor__isnull=False):
        with pytest.raises(PermissionDenied):
            undo_decision(moderator=user, decision=decision)


def test_the_articles_author_undoes_decisions_on_comments_only(
    held: Comment, ann: User, mo: User, ed: User, nia: Commenter
) -> None:
    undo_decision(moderator=ann, decision=decide_on(ann, held, Action.APPROVE))
    create_ban(moderator=ed, commenter=nia, explanation="Bread")
    with pytest.raises(PermissionDenied):
        undo_decision(moderator=ann, decision=Decision.objects.get(action=Action.BAN))


@pytest.mark.django_db(transaction=True)
def test_concurrent_undos(held: Comment, mo: User, ed: User) -> None:
    decision = decide_on(mo, held, Action.APPROVE)
    undo = partial(undo_decision, decision=decision)
    results = run_concurrently(partial(undo, moderator=mo), partial(undo, moderator=ed))
    assert sorted(type(result).__name__ for result in results) == ["Decision", "NotUndoable"]
    assert Decision.objects.filter(action=Action.UNDO).count() == 1
