"""Change a thread's comment policy, either manually or through an automatic cool-down."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.models import Thread
from comments.submission.reason_codes import ReasonCode
from comments.threads.comment_policy import get_effective_policy
from comments.threads.services.comment_policy import (
    COMMENT_POLICY_FIELDS,
    set_cooldown,
    update_comment_policy,
)
from comments.threads.services.threads import lock_thread
from moderation.cooldown.activity import RecentActivity
from moderation.decisions.evidence import CooldownEvidence, Evidence, NoEvidence, PolicyEvidence
from moderation.decisions.services.decision_rows import create_decision
from moderation.models import Decision
from moderation.policies import can_change_comment_policy

# The screener name on cool-down decisions.
COOLDOWN_SCREENER = "cool-down"


def change_comment_policy(
    *, moderator: User, thread: Thread, explanation: str = ""
) -> Decision | None:
    """Save the comment policy set on ``thread`` and log what changed.

    Ends any active cool-down. ``thread`` must have its article loaded. Returns None if nothing
    changed. Raises ``PermissionDenied`` if the moderator may not change the thread's policy.
    """
    if not can_change_comment_policy(moderator, thread):
        raise PermissionDenied("Only moderators and the article’s author change the policy")
    with transaction.atomic():
        stored = lock_thread(thread.pk)
        evidence = _get_changes(stored, thread)
        if not evidence:
            return None
        update_comment_policy(thread=thread)
        return create_decision(
            action=Decision.Action.CHANGE_POLICY,
            thread=thread,
            actor=moderator,
            explanation=explanation,
            before=stored.policy,
            after=thread.policy,
            evidence=evidence,
        )


def start_cooldown(*, thread: Thread, activity: RecentActivity, until: dt.datetime) -> Decision:
    """Hold all new comments in a thread until the given time, and log why.

    ``thread`` must be locked.
    """
    before = get_effective_policy(thread).policy
    set_cooldown(thread=thread, until=until)
    evidence = CooldownEvidence(activity.reporters, activity.removals, until)
    return _log_cooldown(thread, before, Thread.CommentPolicy.ALL_MODERATED, evidence)


def end_cooldown(*, thread_id: int) -> Decision | None:
    """End an expired cool-down and log the end. Does nothing if no cool-down has expired."""
    with transaction.atomic():
        thread = lock_thread(thread_id)
        if thread.cooldown_until is None or timezone.now() < thread.cooldown_until:
            return None
        set_cooldown(thread=thread, until=None)
        return _log_cooldown(
            thread,
            Thread.CommentPolicy.ALL_MODERATED,
            get_effective_policy(thread).policy,
            NoEvidence(),
        )


def restore_comment_policy(*, decision: Decision) -> dict[str, object] | None:
    """Restore the comment policy that was in effect before a decision.

    Returns the fields to log with the undo, or None if the policy has changed since. Must run in
    the undo's transaction.
    """
    if decision.thread_id is None:
        return None
    thread = lock_thread(decision.thread_id)
    restored = _stop_cooldown(thread) if decision.screener else _restore(thread, decision)
    if not restored:
        return None
    return {"thread": thread, "before": decision.after, "after": decision.before}


def _stop_cooldown(thread: Thread) -> bool:
    """Stop the thread's cool-down and return True, or return False if none is active."""
    if thread.cooldown_until is None or thread.cooldown_until <= timezone.now():
        return False
    set_cooldown(thread=thread, until=None)
    return True


def _restore(thread: Thread, decision: Decision) -> bool:
    evidence = PolicyEvidence.from_json(decision.evidence)
    expected = {"policy": decision.after, **evidence.changes}
    if any(getattr(thread, name) != value for name, value in expected.items()):
        return False
    for name in COMMENT_POLICY_FIELDS:
        setattr(thread, name, evidence.previous[name])
    update_comment_policy(thread=thread)
    if evidence.previous_cooldown:
        set_cooldown(thread=thread, until=evidence.previous_cooldown)
    return True


def _get_changes(stored: Thread, wanted: Thread) -> PolicyEvidence | None:
    """Return the evidence for a policy change, or None if nothing changed.

    The evidence contains the new values of the changed fields except ``policy``, and the previous
    values of all fields. Ending an active cool-down counts as a change.
    """
    changes = {
        name: getattr(wanted, name)
        for name in COMMENT_POLICY_FIELDS
        if name != "policy" and getattr(stored, name) != getattr(wanted, name)
    }
    if not changes and stored.policy == wanted.policy and not stored.cooldown_until:
        return None
    previous = {name: getattr(stored, name) for name in COMMENT_POLICY_FIELDS}
    return PolicyEvidence(changes, previous, stored.cooldown_until)


def _log_cooldown(
    thread: Thread,
    before: Thread.CommentPolicy,
    after: Thread.CommentPolicy,
    evidence: Evidence,
) -> Decision:
    return create_decision(
        action=Decision.Action.CHANGE_POLICY,
        thread=thread,
        screener=COOLDOWN_SCREENER,
        reason_code=ReasonCode.COOLDOWN,
        before=before,
        after=after,
        evidence=evidence,
    )
