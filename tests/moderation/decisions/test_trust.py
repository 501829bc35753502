from collections.abc import Callable

import pytest

from accounts.models import User
from comments.models import Comment, Commenter, CommentSettings
from comments.threads.services.comment_policy import update_comment_settings
from comments.threads.services.status import change_status
from moderation.decisions.services.decide import decide
from moderation.decisions.services.undo import undo_decision
from moderation.models import Decision
from moderation.sanctions.services import change_trust
from tests.people import CreateComment

Take = Callable[[Comment, Decision.Action], Decision]
Action = Decision.Action
Trust = Commenter.Trust


@pytest.fixture
def take(mo: User) -> Take:
    """Return a function with which Mo decides on the current version of a comment."""

    def _take(comment: Comment, action: Decision.Action) -> Decision:
        comment = Comment.objects.select_related("commenter").get(pk=comment.pk)
        return decide(moderator=mo, item=comment, action=action, expected_version=comment.version)

    return _take


@pytest.fixture
def premoderate_nia(mo: User, nia: Commenter) -> Callable[[], Decision]:
    """Return a function with which Mo pre-moderates Nia."""

    def _premoderate() -> Decision:
        return change_trust(
            moderator=mo, commenter=nia, action=Action.PREMODERATE, explanation="Quarrels"
        )

    return _premoderate


@pytest.fixture
def two_approvals(db: None) -> None:
    """Two approved comments make a regular."""
    update_comment_settings(to=CommentSettings(approvals=2))


def filtered(comment: Comment) -> Comment:
    """Return a comment as the spam filter leaves it, which says nothing about its commenter."""
    return change_status(comment=comment, to=Comment.Status.SPAM, expected_version=comment.version)


def trust_of(commenter: Commenter) -> str:
    """Return the trust that a commenter has by now."""
    return Commenter.objects.get(pk=commenter.pk).trust


class TestOutOfSpam:
    """Approving what was marked as spam puts back what that did to trust, and no more."""

    @pytest.mark.parametrize("before", [Trust.NEWCOMER, Trust.TRUSTED])
    @pytest.mark.usefixtures("two_approvals")
    def test_trust_is_restored(
        self, create_comment: CreateComment, nia: Commenter, take: Take, before: Trust
    ) -> None:
        comment = create_comment(nia, "Fine herring")
        Commenter.objects.filter(pk=nia.pk).update(trust=before)
        take(comment, Action.SPAM)
        assert trust_of(nia) == Trust.PREMODERATED
        take(comment, Action.APPROVE)
        assert trust_of(nia) == before

    def test_a_premoderated_commenter_stays_premoderated(
        self,
        create_comment: CreateComment,
        nia: Commenter,
        take: Take,
        premoderate_nia: Callable[[], Decision],
    ) -> None:
        premoderate_nia()
        take(filtered(create_comment(nia, "Cheap herring")), Action.APPROVE)
        assert trust_of(nia) == Trust.PREMODERATED

    def test_a_later_sanction_wins(
        self,
        create_comment: CreateComment,
        nia: Commenter,
        mo: User,
        take: Take,
        premoderate_nia: Callable[[], Decision],
    ) -> None:
        comment = create_comment(nia, "Cheap herring")
        take(comment, Action.SPAM)
        change_trust(moderator=mo, commenter=Commenter.objects.get(pk=nia.pk), action=Action.TRUST)
        premoderate_nia()
        take(comment, Action.APPROVE)
        assert trust_of(nia) == Trust.PREMODERATED

    def test_a_sanction_under_another_name_of_the_account_wins(
        self,
        create_comment: CreateComment,
        nia: Commenter,
        rex: Commenter,
        otto: User,
        mo: User,
        take: Take,
    ) -> None:
        Commenter.objects.filter(pk__in=[nia.pk, rex.pk]).update(user=otto)
        comment = create_comment(rex, "Cheap herring")
        take(comment, Action.SPAM)
        for action in (Action.TRUST, Action.PREMODERATE):
            other = Commenter.objects.get(pk=nia.pk)
            change_trust(moderator=mo, commenter=other, action=action, explanation="Quarrels")
        take(comment, Action.APPROVE)
        assert trust_of(rex) == Trust.PREMODERATED

    def test_another_spam_comment_prevents_it(
        self, create_comment: CreateComment, nia: Commenter, take: Take
    ) -> None:
        first, second = create_comment(nia, "Cheap herring"), create_comment(nia, "Cheap pills")
        take(first, Action.SPAM)
        take(second, Action.SPAM)
        take(second, Action.APPROVE)
        assert trust_of(nia) == Trust.PREMODERATED

    @pytest.mark.usefixtures("two_approvals")
    def test_it_counts_as_one_approval(
        self, create_comment: CreateComment, nia: Commenter, take: Take
    ) -> None:
        first, second = create_comment(nia, "Fine herring"), create_comment(nia, "Fine ships")
        take(filtered(first), Action.APPROVE)
        assert trust_of(nia) == Trust.NEWCOMER
        take(filtered(second), Action.APPROVE)
        assert trust_of(nia) == Trust.TRUSTED

    @pytest.mark.usefixtures("two_approvals")
    def test_a_comment_that_is_approved_again_counts_once(
        self, create_comment: CreateComment, nia: Commenter, take: Take
    ) -> None:
        comment = create_comment(nia, "Fine herring")
        for action in (Action.APPROVE, Action.SPAM, Action.APPROVE):
            take(comment, action)
        assert trust_of(nia) == Trust.NEWCOMER


class TestUndone:
    """An undoing takes trust back, unless something was said of the person since."""

    def test_approval_of_a_spam_comment(
        self, create_comment: CreateComment, nia: Commenter, mo: User, take: Take
    ) -> None:
        comment = create_comment(nia, "Fine herring")
        take(comment, Action.SPAM)
        undo_decision(moderator=mo, decision=take(comment, Action.APPROVE))
        assert trust_of(nia) == Trust.PREMODERATED

    def test_a_premoderated_commenter_stays_premoderated(
        self,
        create_comment: CreateComment,
        nia: Commenter,
        mo: User,
        take: Take,
        premoderate_nia: Callable[[], Decision],
    ) -> None:
        spam = take(create_comment(nia, "Cheap herring"), Action.SPAM)
        change_trust(moderator=mo, commenter=Commenter.objects.get(pk=nia.pk), action=Action.TRUST)
        premoderate_nia()
        undo_decision(moderator=mo, decision=spam)
        assert trust_of(nia) == Trust.PREMODERATED

    def test_an_undone_sanction_is_ignored(
        self, create_comment: CreateComment, nia: Commenter, mo: User, take: Take
    ) -> None:
        spam = take(create_comment(nia, "Cheap herring"), Action.SPAM)
        held = Commenter.objects.get(pk=nia.pk)
        trusted = change_trust(moderator=mo, commenter=held, action=Action.TRUST)
        undo_decision(moderator=mo, decision=trusted)
        undo_decision(moderator=mo, decision=spam)
        assert trust_of(nia) == Trust.NEWCOMER
