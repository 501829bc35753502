from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from comments.models import Comment, Commenter, CommentSettings
from comments.threads.services.comment_policy import update_comment_settings
from comments.threads.services.status import change_status
from moderation.decisions.services.decide import decide
from moderation.decisions.services.undo import undo_decision
from moderation.models import Decision
from moderation.sanctions.services import change_trust
from tests.moderation.queue.parsing import QUEUE
from tests.people import CreateComment

DecideOn = Callable[[Comment, Decision.Action], Decision]
Action = Decision.Action
Trust = Commenter.Trust


@pytest.fixture
def decide_on(mo: User) -> DecideOn:
    """Return a function by which Mo decides on the current version of a comment."""

    def decide_as_mo(comment: Comment, action: Decision.Action) -> Decision:
        comment = Comment.objects.select_related("commenter").get(pk=comment.pk)
        return decide(moderator=mo, item=comment, action=action, expected_version=comment.version)

    return decide_as_mo


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
    """Trust commenters after two approved comments."""
    update_comment_settings(to=CommentSettings(approvals=2))


def mark_as_spam(comment: Comment) -> Comment:
    """Mark a comment as spam as the spam filter does, without a change of trust."""
    return change_status(comment=comment, to=Comment.Status.SPAM, expected_version=comment.version)


def get_trust(commenter: Commenter) -> str:
    """Return the current trust of a commenter."""
    return Commenter.objects.get(pk=commenter.pk).trust


class TestOutOfSpam:
    """Approving a comment that was marked as spam restores the trust that the mark took away."""

    @pytest.mark.parametrize("before", [Trust.NEWCOMER, Trust.TRUSTED])
    @pytest.mark.usefixtures("two_approvals")
    def test_trust_is_restored(
        self, create_comment: CreateComment, nia: Commenter, decide_on: DecideOn, before: Trust
    ) -> None:
        comment = create_comment(nia, "Fine herring")
        Commenter.objects.filter(pk=nia.pk).update(trust=before)
        decide_on(comment, Action.SPAM)
        assert get_trust(nia) == Trust.PREMODERATED
        decide_on(comment, Action.APPROVE)
        assert get_trust(nia) == before

    def test_a_premoderated_commenter_stays_premoderated(
        self,
        create_comment: CreateComment,
        nia: Commenter,
        decide_on: DecideOn,
        premoderate_nia: Callable[[], Decision],
    ) -> None:
        premoderate_nia()
        decide_on(mark_as_spam(create_comment(nia, "Cheap herring")), Action.APPROVE)
        assert get_trust(nia) == Trust.PREMODERATED

    def test_a_later_sanction_wins(
        self,
        create_comment: CreateComment,
        nia: Commenter,
        mo: User,
        decide_on: DecideOn,
        premoderate_nia: Callable[[], Decision],
    ) -> None:
        comment = create_comment(nia, "Cheap herring")
        decide_on(comment, Action.SPAM)
        change_trust(moderator=mo, commenter=Commenter.objects.get(pk=nia.pk), action=Action.TRUST)
        premoderate_nia()
        decide_on(comment, Action.APPROVE)
        assert get_trust(nia) == Trust.PREMODERATED

    def test_a_sanction_under_another_name_of_the_account_wins(
        self,
        create_comment: CreateComment,
        nia: Commenter,
        rex: Commenter,
        otto: User,
        mo: User,
        decide_on: DecideOn,
    ) -> None:
        Commenter.objects.filter(pk__in=[nia.pk, rex.pk]).update(user=otto)
        comment = create_comment(rex, "Cheap herring")
        decide_on(comment, Action.SPAM)
        for action in (Action.TRUST, Action.PREMODERATE):
            other = Commenter.objects.get(pk=nia.pk)
            change_trust(moderator=mo, commenter=other, action=action, explanation="Quarrels")
        decide_on(comment, Action.APPROVE)
        assert get_trust(rex) == Trust.PREMODERATED

    def test_another_spam_comment_prevents_it(
        self, create_comment: CreateComment, nia: Commenter, decide_on: DecideOn
    ) -> None:
        first, second = create_comment(nia, "Cheap herring"), create_comment(nia, "Cheap pills")
        decide_on(first, Action.SPAM)
        decide_on(second, Action.SPAM)
        decide_on(second, Action.APPROVE)
        assert get_trust(nia) == Trust.PREMODERATED

    @pytest.mark.usefixtures("two_approvals")
    def test_it_counts_as_one_approval(
        self, create_comment: CreateComment, nia: Commenter, decide_on: DecideOn
    ) -> None:
        first, second = create_comment(nia, "Fine herring"), create_comment(nia, "Fine ships")
        decide_on(mark_as_spam(first), Action.APPROVE)
        assert get_trust(nia) == Trust.NEWCOMER
        decide_on(mark_as_spam(second), Action.APPROVE)
        assert get_trust(nia) == Trust.TRUSTED

    @pytest.mark.usefixtures("two_approvals")
    def test_a_comment_that_is_approved_again_counts_once(
        self, create_comment: CreateComment, nia: Commenter, decide_on: DecideOn
    ) -> None:
        comment = create_comment(nia, "Fine herring")
        for action in (Action.APPROVE, Action.SPAM, Action.APPROVE):
            decide_on(comment, action)
        assert get_trust(nia) == Trust.NEWCOMER


class TestUndone:
    """An undo restores the trust, unless it has changed since."""

    def test_approval_of_a_spam_comment(
        self, create_comment: CreateComment, nia: Commenter, mo: User, decide_on: DecideOn
    ) -> None:
        comment = create_comment(nia, "Fine herring")
        decide_on(comment, Action.SPAM)
        undo_decision(moderator=mo, decision=decide_on(comment, Action.APPROVE))
        assert get_trust(nia) == Trust.PREMODERATED

    def test_a_premoderated_commenter_stays_premoderated(
        self,
        create_comment: CreateComment,
        nia: Commenter,
        mo: User,
        decide_on: DecideOn,
        premoderate_nia: Callable[[], Decision],
    ) -> None:
        spam = decide_on(create_comment(nia, "Cheap herring"), Action.SPAM)
        change_trust(moderator=mo, commenter=Commenter.objects.get(pk=nia.pk), action=Action.TRUST)
        premoderate_nia()
        undo_decision(moderator=mo, decision=spam)
        assert get_trust(nia) == Trust.PREMODERATED

    def test_an_undone_sanction_is_ignored(
        self, create_comment: CreateComment, nia: Commenter, mo: User, decide_on: DecideOn
    ) -> None:
        spam = decide_on(create_comment(nia, "Cheap herring"), Action.SPAM)
        held = Commenter.objects.get(pk=nia.pk)
        trusted = change_trust(moderator=mo, commenter=held, action=Action.TRUST)
        undo_decision(moderator=mo, decision=trusted)
        undo_decision(moderator=mo, decision=spam)
        assert get_trust(nia) == Trust.NEWCOMER


class TestLostApproval:
    """Removing the comment for which a newcomer was trusted takes the trust away again."""

    @pytest.fixture
    def approved(
        self, create_comment: CreateComment, nia: Commenter, decide_on: DecideOn
    ) -> Comment:
        comment = create_comment(nia, "Fine herring")
        decide_on(comment, Action.APPROVE)
        assert get_trust(nia) == Trust.TRUSTED
        return comment

    def test_the_commenter_is_new_again_until_the_undo(
        self, approved: Comment, nia: Commenter, decide_on: DecideOn, mo: User
    ) -> None:
        removal = decide_on(approved, Action.REMOVE)
        assert get_trust(nia) == Trust.NEWCOMER
        undo_decision(moderator=mo, decision=removal)
        assert get_trust(nia) == Trust.TRUSTED

    def test_another_published_comment_is_enough(
        self,
        create_comment: CreateComment,
        approved: Comment,
        nia: Commenter,
        decide_on: DecideOn,
    ) -> None:
        nia.refresh_from_db()
        create_comment(nia, "More herring")
        decide_on(approved, Action.REMOVE)
        assert get_trust(nia) == Trust.TRUSTED

    def test_trust_set_by_a_moderator_is_not_lost(
        self, approved: Comment, nia: Commenter, decide_on: DecideOn, mo: User
    ) -> None:
        for action in (Action.PREMODERATE, Action.TRUST):
            change_trust(moderator=mo, commenter=nia, action=action, explanation="Friends")
        decide_on(approved, Action.REMOVE)
        assert get_trust(nia) == Trust.TRUSTED

    def test_trust_without_an_approval_is_not_lost(
        self, create_comment: CreateComment, rex: Commenter, decide_on: DecideOn
    ) -> None:
        decide_on(create_comment(rex, "Fine herring"), Action.REMOVE)
        assert get_trust(rex) == Trust.TRUSTED


class TestSpamIsAnnounced:
    """The button and the message say that marking a comment as spam pre-moderates its author."""

    LABEL = "Mark as spam and pre-moderate"
    MESSAGE = "A moderator will review all further comments by this commenter."

    def test_for_a_regular(
        self, moderator: Client, create_comment: CreateComment, rex: Commenter
    ) -> None:
        comment = create_comment(rex, "Fine herring")
        assert self.LABEL in moderator.get(f"{QUEUE}{comment.pk}/").text
        url = f"/admin/moderation/comments/{comment.pk}/decide/"
        answer = moderator.post(url, {"action": "spam", "version": 0}, follow=True)
        assert self.MESSAGE in answer.text

    def test_not_for_a_premoderated_commenter(
        self, moderator: Client, create_comment: CreateComment, rex: Commenter
    ) -> None:
        comment = create_comment(rex, "Fine herring")
        Commenter.objects.filter(pk=rex.pk).update(trust=Trust.PREMODERATED)
        page = moderator.get(f"{QUEUE}{comment.pk}/").text
        assert "Mark as spam" in page
        assert self.LABEL not in page
        url = f"/admin/moderation/comments/{comment.pk}/decide/"
        answer = moderator.post(url, {"action": "spam", "version": 0}, follow=True)
        assert self.MESSAGE not in answer.text

    @pytest.mark.parametrize(("action", "is_announced"), [("spam", True), ("remove", False)])
    def test_in_a_bulk_action(
        self,
        moderator: Client,
        create_comment: CreateComment,
        rex: Commenter,
        action: str,
        *,
        is_announced: bool,
    ) -> None:
        comment = create_comment(rex, "Fine herring")
        data = {"action": action, "selected": comment.pk}
        page = moderator.post(f"{QUEUE}batch/?tab=all", data).text
        assert ("further comments by the authors of this spam" in page) == is_announced
