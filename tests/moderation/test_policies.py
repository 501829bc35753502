"""Each policy for each role."""

import datetime as dt
import inspect
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts import roles
from accounts.models import AnyUser, User
from comments.models import Comment, Commenter
from moderation import policies
from moderation.bans.services import create_ban
from moderation.decisions.services.decide import decide
from moderation.models import Appeal, Ban, Decision, Note, Statement
from moderation.notes.services import add_note
from moderation.statements.services.appeals import submit_appeal
from tests.people import CreateComment, make_user


@dataclass(frozen=True)
class Scene:
    """The objects of the policies, all made by an editor who isn't among the users checked."""

    comment: Comment
    removed: Comment
    narrow: Ban
    for_good: Ban
    measure: Decision
    note: Note
    appeal: Appeal
    against_ban: Appeal


@pytest.fixture
def scene(create_comment: CreateComment, rex: Commenter, nia: Commenter) -> Scene:
    """A comment under Ann's article, bans of Nia, a note, and appeals of Rex and Nia."""
    eva = make_user("eva", role=roles.EDITOR)
    removed, comment = create_comment(rex, "You fool"), create_comment(rex, "Hello")
    action = Decision.Action.REMOVE
    decision = decide(moderator=eva, item=removed, action=action, expected_version=removed.version)
    soon = timezone.now() + dt.timedelta(days=1)
    for_good = create_ban(moderator=eva, commenter=nia, explanation="Insults")
    statement = Statement.objects.get(decision__ban=for_good)
    return Scene(
        comment=Comment.objects.select_related("thread__article").get(pk=comment.pk),
        removed=Comment.objects.select_related("thread__article").get(pk=removed.pk),
        narrow=create_ban(moderator=eva, commenter=nia, explanation="Insults", until=soon),
        for_good=for_good,
        measure=Decision(action=Decision.Action.WARN, commenter=nia, actor=eva),
        note=add_note(moderator=eva, commenter=nia, text="Loud"),
        appeal=submit_appeal(statement=Statement.objects.get(decision=decision), text="Why?"),
        against_ban=submit_appeal(statement=statement, text="Not me"),
    )


MODERATORS = {"moderator", "editor"}
OWN = {"its author", *MODERATORS}
EDITORS = {"editor"}
type Check = Callable[[AnyUser, Scene], bool]

CHECKS: dict[str, tuple[Check, set[str]]] = {
    "moderates_everywhere": (lambda u, s: policies.moderates_everywhere(u), MODERATORS),
    "can_moderate": (lambda u, s: policies.can_moderate(u, s.comment), OWN),
    "can_feature": (lambda u, s: policies.can_feature(u, s.comment), OWN),
    "can_decide": (lambda u, s: policies.can_decide(u, s.comment), OWN),
    "can_decide on a removed one": (
        lambda u, s: policies.can_decide(u, s.removed),
        MODERATORS,
    ),
    "can_overturn": (lambda u, s: policies.can_overturn(u, s.measure), MODERATORS),
    "can_edit_comment": (lambda u, s: policies.can_edit_comment(u, s.comment), OWN),
    "can_undo": (lambda u, s: policies.can_undo(u, s.measure), MODERATORS),
    "can_see_queue": (lambda u, s: policies.can_see_queue(u), {"another author", *OWN}),
    "can_change_comment_policy": (
        lambda u, s: policies.can_change_comment_policy(u, s.comment.thread),
        OWN,
    ),
    "can_ban": (lambda u, s: policies.can_ban(u), MODERATORS),
    "can_ban_widely": (lambda u, s: policies.can_ban_widely(u), EDITORS),
    "can_make_ban": (lambda u, s: policies.can_make_ban(u, narrow=True, until=None), EDITORS),
    "can_lift_ban": (lambda u, s: policies.can_lift_ban(u, s.narrow), MODERATORS),
    "can_lift_ban for good": (lambda u, s: policies.can_lift_ban(u, s.for_good), EDITORS),
    "can_sanction": (lambda u, s: policies.can_sanction(u), MODERATORS),
    "can_message_commenters": (lambda u, s: policies.can_message_commenters(u), MODERATORS),
    "can_note": (lambda u, s: policies.can_note(u), MODERATORS),
    "can_delete_note": (lambda u, s: policies.can_delete_note(u, s.note), EDITORS),
    "can_see_appeals": (lambda u, s: policies.can_see_appeals(u), MODERATORS),
    "can_answer_appeal": (lambda u, s: policies.can_answer_appeal(u, s.appeal), MODERATORS),
    "can_answer_appeal for good": (
        lambda u, s: policies.can_answer_appeal(u, s.against_ban),
        EDITORS,
    ),
    "can_edit_word_lists": (lambda u, s: policies.can_edit_word_lists(u), EDITORS),
}
# Asked about a statement alone: whose it is, its address shows.
OF_NOBODY = {"can_appeal"}


@pytest.fixture
def users(ann: User, mo: User, ed: User, otto: User) -> dict[str, AnyUser]:
    """One user of each kind, by label, from least to most privileged."""
    former_editor = make_user("gus", role=roles.EDITOR)
    former_editor.is_active = False
    former_editor.save()
    return {
        "a stranger": AnonymousUser(),
        "a reader": otto,
        "an editor who has left": former_editor,
        "another author": make_user("bea", role=roles.AUTHOR),
        "its author": ann,
        "moderator": mo,
        "editor": ed,
    }


def test_all_policies_are_covered() -> None:
    written = {
        name
        for name, value in vars(policies).items()
        if inspect.isfunction(value)
        and value.__module__ == policies.__name__
        and not name.startswith("_")
    }
    assert written == {name.partition(" ")[0] for name in CHECKS} | OF_NOBODY


@pytest.mark.slow
@pytest.mark.parametrize("policy", CHECKS)
def test_each_role(policy: str, users: dict[str, AnyUser], scene: Scene) -> None:
    check, allowed = CHECKS[policy]
    assert {name for name, user in users.items() if check(user, scene)} == allowed
