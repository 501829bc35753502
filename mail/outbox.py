"""Transactional outbox: emails are stored as rows and sent after the commit.

Each row is stored in the same transaction as the change that the email reports. Emails are
delivered at least once. An email is sent twice only if the worker crashes after the server accepts
it but before the worker records this; both copies then have the same Message-ID.

A failing email does not hold up the others: it is retried with increasing delays and given up on
after a few days. While no server can be reached, all emails wait.
"""

import datetime as dt
import logging
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Min
from django.db.models.functions import Coalesce
from django.utils import timezone

from mail.composing import get_message_id
from mail.models import OutboxMessage, OutboxQuerySet

logger = logging.getLogger(__name__)

# Longer than composing and sending one mail can take.
CLAIM_DURATION = dt.timedelta(minutes=10)
# Delays after the first, second, ... failed attempt. The last one repeats.
RETRY_DELAYS = [dt.timedelta(minutes=minutes) for minutes in (1, 3, 10, 30, 60)]
# Applies to emails that a reachable server refuses. While no server answers, emails wait.
GIVE_UP_AFTER = dt.timedelta(days=5)

_BATCH_SIZE = 500


@dataclass(frozen=True, slots=True)
class Outbox[Row: OutboxMessage]:
    """A table of emails to send, and how to turn its rows into emails.

    Attributes:
        get_rows: Returns all rows with the related data that ``compose`` needs, in the order in
            which they appear in an email.
        compose: Builds one email from one or more rows; returns None if they are no longer valid.
        group_by: Rows with the same value in this field are sent as one email.
        group_size: The maximum number of rows in one email.
        create_missing: Writes rows that a crashed worker left unwritten. Returns the times at which
            ``send_due`` must be called for them.
        final_values: Values set on each row that is sent or given up on, to blank secrets.
    """

    get_rows: Callable[[], OutboxQuerySet[Row]]
    compose: Callable[[Sequence[Row]], EmailMessage | None]
    group_by: str = "pk"
    group_size: int = 1
    create_missing: Callable[[], set[dt.datetime]] = set
    final_values: Mapping[str, object] = field(default_factory=dict)

    def iterate_due(self) -> Iterator[int]:
        """Yield the ``group_by`` values of due emails, longest-waiting first, until none are left.

        The caller must send or postpone each email before taking the next one.
        """
        while True:
            due = (
                self._get_table()
                .due(timezone.now())
                .values(self.group_by)
                .annotate(first=Min("next_attempt_at"))
                .order_by("first", self.group_by)
            )
            batch = [row[self.group_by] for row in due[:_BATCH_SIZE]]
            if not batch:
                return
            yield from batch

    def send(self, key: int, mailer: BaseEmailBackend) -> set[dt.datetime]:
        """Send the email for one group, unless another worker has claimed it.

        If sending fails, return the time of the next attempt, unless a task for it already exists.
        """
        claim, rows = self._claim(key)
        if not rows:
            return set()
        try:
            if message := self.compose(rows):
                # Lets mail clients hide the second copy if the email is sent twice.
                name = f"{type(rows[0]).__name__.lower()}.{rows[0].pk}"
                message.extra_headers.setdefault("Message-ID", get_message_id(name))
                mailer.send_messages([message])
        # An error in this email must not stop the next one.
        except Exception as error:
            # Mail server errors need no traceback.
            traceback = not isinstance(error, OSError)
            description = _describe(error)
            logger.warning("%s: not sent, %s", _name(rows), description, exc_info=traceback)
            # If the server is the problem, the next connection attempt will show it.
            _close(mailer)
            return self._retry_or_give_up(claim, error)
        now = timezone.now() if message else None
        self._get_claimed(claim).update(
            sent_at=now, next_attempt_at=None, error="", **self.final_values
        )
        return set()

    def postpone_due(self, error: Exception) -> set[dt.datetime]:
        """Postpone all due emails to the same time.

        An unreachable server is then tried once instead of once per email.
        """
        return self._postpone(self._get_table().due(timezone.now()), error)

    def get_unscheduled(self, times: set[dt.datetime]) -> set[dt.datetime]:
        """Return the given times except those at which a stored row is already due.

        For the omitted times, a task is already scheduled. Call this before storing or postponing
        rows.
        """
        scheduled = self._get_table().filter(next_attempt_at__in=times)
        return times - set(scheduled.values_list("next_attempt_at", flat=True).distinct())

    def _get_table(self) -> OutboxQuerySet[Row]:
        return self.get_rows().select_related(None).order_by()

    def _claim(self, key: int) -> tuple[str, list[Row]]:
        now = timezone.now()
        claim = secrets.token_hex(16)
        due = self._get_table().filter(**{self.group_by: key}).due(now)
        keys = list(due.order_by("pk").values_list("pk", flat=True)[: self.group_size])
        due.filter(pk__in=keys).update(
            claim=claim,
            next_attempt_at=now + CLAIM_DURATION,
            first_attempt_at=Coalesce("first_attempt_at", now),
        )
        return claim, list(self.get_rows().filter(claim=claim))

    def _get_claimed(self, claim: str) -> OutboxQuerySet[Row]:
        return self._get_table().filter(claim=claim)

    def _retry_or_give_up(self, claim: str, error: Exception) -> set[dt.datetime]:
        long_ago = timezone.now() - GIVE_UP_AFTER
        hopeless = self._get_claimed(claim).filter(first_attempt_at__lt=long_ago)
        if keys := list(hopeless.values_list("pk", flat=True)):
            hopeless.update(
                attempts=F("attempts") + 1,
                next_attempt_at=None,
                error=_describe(error),
                **self.final_values,
            )
            logger.error("%s %s: given up", self.get_rows().model.__name__, keys)
        return self._postpone(self._get_claimed(claim).unsent(), error)

    def _postpone(self, rows: OutboxQuerySet[Row], error: Exception) -> set[dt.datetime]:
        attempts = rows.aggregate(least=Min("attempts"))["least"]
        if attempts is None:
            return set()
        delay = RETRY_DELAYS[min(attempts, len(RETRY_DELAYS) - 1)]
        # On a full minute, so that emails that fail at about the same time are retried together.
        time = (timezone.now() + delay).replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
        unscheduled = self.get_unscheduled({time})
        rows.update(attempts=F("attempts") + 1, next_attempt_at=time, error=_describe(error))
        return unscheduled


_outboxes: list[Outbox[Any]] = []
_cleanups: list[Callable[[], object]] = []


def register_outboxes(*outboxes: Outbox[Any]) -> None:
    """Register outboxes in sending order. Call this from ``AppConfig.ready()``."""
    _outboxes.extend(outboxes)


def register_cleanups(*functions: Callable[[], object]) -> None:
    """Register functions that ``send_mail_queue`` calls to delete old rows.

    Call this from ``AppConfig.ready()``.
    """
    _cleanups.extend(functions)


def send_due() -> set[dt.datetime]:
    """Send all due emails from all outboxes.

    An email that can't be sent stays in its table and is retried; no exception is raised. Return
    the times at which to call this again, except for those already scheduled.
    """
    times: set[dt.datetime] = set()
    mailer = mailers.default
    try:
        for outbox in _outboxes:
            for key in outbox.iterate_due():
                try:
                    mailer.open()
                except OSError as error:
                    logger.warning("No mail server: %s", _describe(error))
                    return times.union(*(each.postpone_due(error) for each in _outboxes))
                times |= outbox.send(key, mailer)
    finally:
        _close(mailer)
    return times


def create_missing() -> set[dt.datetime]:
    """Write the rows that crashed workers left unwritten, and return when they are due."""
    return set().union(*(outbox.create_missing() for outbox in _outboxes))


def clean_up() -> None:
    for function in _cleanups:
        function()


def count_unsent() -> tuple[int, int]:
    """Return how many rows are waiting to be sent and how many were given up on."""
    rows = [outbox.get_rows() for outbox in _outboxes]
    unsent = sum(table.unsent().count() for table in rows)
    return unsent, sum(table.given_up().count() for table in rows)


def _name(rows: Sequence[OutboxMessage]) -> str:
    return f"{type(rows[0]).__name__} {[row.pk for row in rows]}"


def _describe(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _close(mailer: BaseEmailBackend) -> None:
    try:
        mailer.close()
    except Exception:
        logger.exception("The connection to the mail server could not be closed")
