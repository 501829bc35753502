"""On which terms threads take comments: changed by people, and by a quarrel that piles up."""

import datetime as dt
from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.models import Thread
from comments.modes import terms_of
from comments.services.threads import TERMS, cool_down, lock_thread, set_terms
from comments.submission.reason_codes import ReasonCode
from moderation import tasks
from moderation.models import Decision
from moderation.policies import can_change_mode
from moderation.quarrels import Heat, heat_of
from moderation.services.recording import record

# The name under which a thread cools down, and ceases to.
RULE = "cool-down"


def change_mode(*, moderator: User, thread: Thread, reason: str = "") -> Decision | None:
    """Store on which terms a thread takes comments, as set on the object, and write it down.

    A cool-down that is on ends with it. Returns nothing where nothing has changed. ``thread`` comes
    with its article. Raises ``PermissionDenied``.
    """
    if not can_change_mode(moderator, thread):
        raise PermissionDenied("Only moderators and the article’s author change the mode")
    with transaction.atomic():
        stored = lock_thread(thread.pk)
        evidence = _changes(stored, thread)
        if not evidence:
            return None
        set_terms(thread=thread)
        return record(
            action=Decision.Action.CHANGE_MODE,
            thread=thread,
            actor=moderator,
            reason=reason,
            before=stored.mode,
            after=thread.mode,
            evidence=evidence,
        )


def cool_down_if_heated(*, thread: Thread) -> Decision | None:
    """Let everything in a thread be read first for a while when a quarrel piles up in it.

    The decision stands under a rule's name. Returns nothing where it isn't time for that, or where
    everything waits anyway. Must run inside the transaction of the report or the removal.
    """
    heat = heat_of(thread)
    if not heat.is_too_much:
        return None
    # Two reports at once wait for each other here; the second finds the thread cooling down.
    thread = lock_thread(thread.pk)
    terms = terms_of(thread)
    if terms.holds_everything or terms.refuses:
        return None
    until = timezone.now() + dt.timedelta(minutes=settings.COMMENT_COOL_DOWN_MINUTES)
    cool_down(thread=thread, until=until)
    transaction.on_commit(partial(_come_back, thread.pk, until))
    return _write_down(thread, terms.mode, Thread.Mode.HELD, _seen(heat, until))


def end_cool_down(*, thread_id: int) -> Decision | None:
    """Write down that a thread has cooled down, if its time is over. Twice is as good as once."""
    with transaction.atomic():
        thread = lock_thread(thread_id)
        if thread.calm_until is None or timezone.now() < thread.calm_until:
            return None
        cool_down(thread=thread, until=None)
        return _write_down(thread, Thread.Mode.HELD, terms_of(thread).mode, {"over": True})


def take_mode_back(*, decision: Decision) -> dict[str, object] | None:
    """Give a thread the terms that it had before a decision; return what to write down of that.

    Returns nothing, and changes nothing, where the thread has other terms by now. Must run inside
    the transaction of the undoing.
    """
    if decision.thread_id is None:
        return None
    thread = lock_thread(decision.thread_id)
    undone = _stop_cooling(thread) if decision.rule else _put_back(thread, decision)
    if not undone:
        return None
    return {"thread": thread, "before": decision.after, "after": decision.before}


def _stop_cooling(thread: Thread) -> bool:
    """End a cool-down that is on; its end is nothing to be undone."""
    if thread.calm_until is None or thread.calm_until <= timezone.now():
        return False
    cool_down(thread=thread, until=None)
    return True


def _put_back(thread: Thread, decision: Decision) -> bool:
    changed = {key: value for key, value in decision.evidence.items() if key in TERMS}
    now = {"mode": decision.after} | changed
    if any(getattr(thread, name) != value for name, value in now.items()):
        return False
    was = decision.evidence["was"]
    for name in TERMS:
        setattr(thread, name, was[name])
    set_terms(thread=thread)
    if was["calm_until"]:
        cool_down(thread=thread, until=dt.datetime.fromisoformat(was["calm_until"]))
    return True


def _changes(stored: Thread, wanted: Thread) -> dict[str, object]:
    """Return what changes beside the mode, and all that was before; nothing where nothing does."""
    changes: dict[str, object] = {
        name: getattr(wanted, name)
        for name in TERMS
        if name != "mode" and getattr(stored, name) != getattr(wanted, name)
    }
    if not changes and stored.mode == wanted.mode and not stored.calm_until:
        return {}
    was = {name: getattr(stored, name) for name in TERMS}
    calm = stored.calm_until and stored.calm_until.isoformat()
    return changes | {"was": was | {"calm_until": calm}}


def _seen(heat: Heat, until: dt.datetime) -> dict[str, object]:
    return {
        "reporters": heat.reporters,
        "removals": heat.removals,
        "until": until.isoformat(timespec="minutes"),
    }


def _write_down(
    thread: Thread, before: Thread.Mode, after: Thread.Mode, evidence: dict[str, object]
) -> Decision:
    return record(
        action=Decision.Action.CHANGE_MODE,
        thread=thread,
        rule=RULE,
        reason=ReasonCode.COOLDOWN,
        before=before,
        after=after,
        evidence=evidence,
    )


def _come_back(thread_id: int, until: dt.datetime) -> None:
    """Have the end written down when it comes.

    The cool-down ends by the clock in any case. Where a backend of tasks can't wait, its end is
    written down with the next comment.
    """
    if tasks.end_cool_down.get_backend().supports_defer:
        tasks.end_cool_down.using(run_after=until).enqueue(thread_id)
