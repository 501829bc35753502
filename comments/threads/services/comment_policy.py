"""Change the comment policy of a thread or of the whole site."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.db.models import F

from comments.models import CommentSettings, Thread
from comments.threads.comment_policy import clear_settings_cache
from comments.threads.poll_state import refresh_poll_state

# The thread fields that people set.
COMMENT_POLICY_FIELDS = ("policy", "slow_minutes", "days_open", "late_policy")


def set_comment_policy(*, thread: Thread, policy: Thread.CommentPolicy) -> None:
    """Store the thread's comment policy and end any cool-down.

    This doesn't record a Decision: changes by moderators go through the moderation app's service.
    """
    thread.policy = policy
    update_comment_policy(thread=thread)


def update_comment_policy(*, thread: Thread) -> None:
    """Store the thread's ``COMMENT_POLICY_FIELDS`` and end any cool-down.

    A cool-down gives moderators time to step in, and changing the policy shows that they have.
    """
    thread.cooldown_until = None
    _store(thread, [*COMMENT_POLICY_FIELDS, "cooldown_until"])


def set_cooldown(*, thread: Thread, until: dt.datetime | None) -> None:
    """Hold all comments until the given time, or end the cool-down if ``until`` is None."""
    thread.cooldown_until = until
    _store(thread, ["cooldown_until"])


def update_comment_settings(*, to: CommentSettings) -> None:
    """Store the site-wide comment settings. Raises ``ValidationError`` if they are invalid."""
    to.pk = 1
    with transaction.atomic():
        to.full_clean(validate_unique=False)
        to.save()
        transaction.on_commit(clear_settings_cache)


def _store(thread: Thread, fields: list[str]) -> None:
    with transaction.atomic():
        values = {field: getattr(thread, field) for field in fields}
        Thread.objects.filter(pk=thread.pk).update(**values, version=F("version") + 1)
        transaction.on_commit(partial(refresh_poll_state, thread.pk))
