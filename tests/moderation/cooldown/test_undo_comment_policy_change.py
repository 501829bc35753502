"""Undoing changes of a thread's comment policy."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Thread
from comments.threads.services.comment_policy import set_cooldown, update_comment_policy
from moderation.cooldown.services import change_comment_policy
from moderation.decisions.services.decide import decide
from moderation.decisions.services.undo import NotUndoable, undo_decision
from moderation.models import Decision
from tests.people import fill_thread

CommentPolicy = Thread.CommentPolicy


def change(moderator: User, thread: Thread, **fields: object) -> Decision:
    thread = Thread.objects.select_related("article").get(pk=thread.pk)
    for name, value in fields.items():
        setattr(thread, name, value)
    decision = change_comment_policy(moderator=moderator, thread=thread)
    assert decision is not None
    return decision


def test_restores_previous_policy(thread: Thread, mo: User, ed: User) -> None:
    thread.policy, thread.days_open, thread.late_policy = CommentPolicy.OPEN, 30, "closed"
    update_comment_policy(thread=thread)
    until = timezone.now() + dt.timedelta(hours=1)
    set_cooldown(thread=thread, until=until)
    decision = change(
        mo, thread, policy=CommentPolicy.ALL_MODERATED, slow_minutes=5, days_open=None
    )
    undoing = undo_decision(moderator=ed, decision=decision)
    assert (undoing.thread, undoing.undoes, undoing.actor) == (thread, decision, ed)
    assert (undoing.before, undoing.after) == ("all_moderated", "open")
    thread.refresh_from_db()
    assert (thread.policy, thread.slow_minutes, thread.days_open, thread.late_policy) == (
        CommentPolicy.OPEN,
        None,
        30,
        "closed",
    )
    assert thread.cooldown_until == until


def test_later_change_prevents_undo(thread: Thread, mo: User) -> None:
    first = change(mo, thread, policy=CommentPolicy.ALL_MODERATED)
    second = change(mo, thread, policy=CommentPolicy.CLOSED)
    with pytest.raises(NotUndoable) as stays:
        undo_decision(moderator=mo, decision=first)
    assert stays.value.last == second
    thread.refresh_from_db()
    assert thread.policy == CommentPolicy.CLOSED


def test_only_once(thread: Thread, mo: User) -> None:
    decision = change(mo, thread, policy=CommentPolicy.ALL_MODERATED)
    undo_decision(moderator=mo, decision=decision)
    with pytest.raises(NotUndoable):
        undo_decision(moderator=mo, decision=decision)


def test_others_have_no_permission(thread: Thread, mo: User, otto: User) -> None:
    decision = change(mo, thread, policy=CommentPolicy.ALL_MODERATED)
    with pytest.raises(PermissionDenied):
        undo_decision(moderator=otto, decision=decision)


def test_undoing_a_cooldown_ends_it(
    thread: Thread, mo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    comments = fill_thread(thread, 4)
    for comment in comments[:3]:
        decide(
            moderator=mo,
            item=Comment.objects.select_related("thread__article").get(pk=comment.pk),
            action=Decision.Action.REMOVE,
            expected_version=comment.version,
        )
    undo_decision(moderator=mo, decision=Decision.objects.get(screener="cool-down"))
    thread.refresh_from_db()
    assert thread.cooldown_until is None


def test_thread_page_has_undo_button(client: Client, thread: Thread, mo: User) -> None:
    decision = change(mo, thread, policy=CommentPolicy.ALL_MODERATED)
    client.force_login(mo)
    page = client.get(f"/admin/comments/thread/{thread.pk}/change/").text
    address = f"/admin/moderation/decisions/{decision.pk}/undo/"
    assert address in page
    assert client.post(address).status_code in {200, 302, 303}
    thread.refresh_from_db()
    assert thread.policy == CommentPolicy.SITE
    assert address not in client.get(f"/admin/comments/thread/{thread.pk}/change/").text
