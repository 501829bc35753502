"""The rules of sending, for all mail that waits in a table until a mail server has taken it.

What is wrong with one mail holds up no other: it is tried again later, more and more seldom, and
given up after days. While no server answers at all, everything waits. A row is claimed by one
statement that only one worker can win, and one whose worker died in the middle becomes due again.
So a mail is lost never, and comes twice only if the worker died between the mail server's "yes"
and our note of it.
"""

import datetime as dt
import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Min
from django.db.models.functions import Coalesce
from django.utils import timezone

from comments.mail import message_id
from comments.models.outgoing import Outgoing, OutgoingQuerySet

logger = logging.getLogger(__name__)

# Longer than composing and sending one mail can take.
CLAIMED_FOR = dt.timedelta(minutes=10)
# How long to wait after the first, second, ... attempt that failed; then always as the last.
RETRY_AFTER = [dt.timedelta(minutes=minutes) for minutes in (1, 3, 10, 30, 60)]
# A mail that a working server refuses for so long is given up. Where no server answers, it waits.
GIVE_UP_AFTER = dt.timedelta(days=5)

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Outbox[Row: Outgoing]:
    """A table of mail that is to go out.

    ``rows`` are all of it, with what is needed to compose a mail, and in the order of that.
    ``compose`` returns nothing where what it would tell is no longer so. Rows with the same value
    in the field ``gathered_by`` go out as one mail, at most so many.
    """

    rows: Callable[[], OutgoingQuerySet[Row]]
    compose: Callable[[Sequence[Row]], EmailMultiAlternatives | None]
    gathered_by: str = "pk"
    most: int = 1

    def due(self) -> Iterator[int]:
        """Yield which mail is due, the longest waiting first, until none is.

        What is yielded must be sent, or made to wait, before the next is asked for.
        """
        while True:
            due = (
                self._table()
                .due(timezone.now())
                .values(self.gathered_by)
                .annotate(first=Min("next_attempt_at"))
                .order_by("first", self.gathered_by)
            )
            batch = [row[self.gathered_by] for row in due[:_BATCH]]
            if not batch:
                return
            yield from batch

    def send(self, key: int, mailer: BaseEmailBackend) -> set[dt.datetime]:
        """Send one mail, unless somebody else does; return when to try again, if at all."""
        claim, rows = self._claim(key)
        if not rows:
            return set()
        try:
            if message := self.compose(rows):
                # A program that looks at it shows a mail once, even if it comes twice.
                name = f"{type(rows[0]).__name__.lower()}.{rows[0].pk}"
                message.extra_headers.setdefault("Message-ID", message_id(name))
                mailer.send_messages([message])
        # Whatever is wrong with one mail, the next one is not to wait for it.
        except Exception as error:
            # What a mail server says needs no traceback.
            traceback = not isinstance(error, OSError)
            logger.warning("%s: not sent, %s", _named(rows), _told(error), exc_info=traceback)
            # If it is the server that is wrong, that shows when it is asked for a new connection.
            _close(mailer)
            return self._put_back(claim, error)
        now = timezone.now() if message else None
        self._claimed(claim).update(sent_at=now, next_attempt_at=None, error="")
        return set()

    def wait(self, error: Exception) -> set[dt.datetime]:
        """Let all that is due wait for one moment, so that a dead server is asked once then."""
        return self._postpone(self._table().due(timezone.now()), error)

    def not_awaited(self, moments: set[dt.datetime]) -> set[dt.datetime]:
        """Return those moments at which nothing is to be sent yet."""
        awaited = self._table().filter(next_attempt_at__in=moments)
        return moments - set(awaited.values_list("next_attempt_at", flat=True).distinct())

    def _table(self) -> OutgoingQuerySet[Row]:
        return self.rows().select_related(None).order_by()

    def _claim(self, key: int) -> tuple[str, list[Row]]:
        """Take what is due, so that nobody else sends it."""
        now = timezone.now()
        claim = secrets.token_hex(16)
        due = self._table().filter(**{self.gathered_by: key}).due(now)
        keys = list(due.order_by("pk").values_list("pk", flat=True)[: self.most])
        due.filter(pk__in=keys).update(
            claim=claim,
            next_attempt_at=now + CLAIMED_FOR,
            first_attempt_at=Coalesce("first_attempt_at", now),
        )
        return claim, list(self.rows().filter(claim=claim))

    def _claimed(self, claim: str) -> OutgoingQuerySet[Row]:
        return self._table().filter(claim=claim)

    def _put_back(self, claim: str, error: Exception) -> set[dt.datetime]:
        """Have it tried again, but for what was tried for days."""
        long_ago = timezone.now() - GIVE_UP_AFTER
        hopeless = self._claimed(claim).filter(first_attempt_at__lt=long_ago)
        if keys := list(hopeless.values_list("pk", flat=True)):
            hopeless.update(attempts=F("attempts") + 1, next_attempt_at=None, error=_told(error))
            logger.error("%s %s: given up", self.rows().model.__name__, keys)
        return self._postpone(self._claimed(claim).waiting(), error)

    def _postpone(self, rows: OutgoingQuerySet[Row], error: Exception) -> set[dt.datetime]:
        attempts = rows.aggregate(least=Min("attempts"))["least"]
        if attempts is None:
            return set()
        wait = RETRY_AFTER[min(attempts, len(RETRY_AFTER) - 1)]
        # A full minute, so that what fails at about the same time is tried together.
        moment = (timezone.now() + wait).replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
        new = self.not_awaited({moment})
        rows.update(attempts=F("attempts") + 1, next_attempt_at=moment, error=_told(error))
        return new


_outboxes: list[Outbox[Any]] = []


def register(*outboxes: Outbox[Any]) -> None:
    """Send what lies in these, too. To be called when the site starts."""
    _outboxes.extend(outboxes)


def send_due() -> set[dt.datetime]:
    """Send what is due in all outboxes.

    Never raises for a mail that can't be sent: it stays where it is and is tried again. Returns
    the moments at which that is to be done, without those for which something lay there before.
    """
    moments: set[dt.datetime] = set()
    mailer = mailers.default
    try:
        for outbox in _outboxes:
            for key in outbox.due():
                try:
                    mailer.open()
                except OSError as error:
                    logger.warning("No mail server: %s", _told(error))
                    return moments.union(*(waiting.wait(error) for waiting in _outboxes))
                moments |= outbox.send(key, mailer)
    finally:
        _close(mailer)
    return moments


def count_left() -> tuple[int, int]:
    """Return how many rows wait to be sent, and how many were given up."""
    rows = [outbox.rows() for outbox in _outboxes]
    waiting = sum(some.waiting().count() for some in rows)
    return waiting, sum(some.given_up().count() for some in rows)


def _named(rows: Sequence[Outgoing]) -> str:
    return f"{type(rows[0]).__name__} {[row.pk for row in rows]}"


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _close(mailer: BaseEmailBackend) -> None:
    try:
        mailer.close()
    except Exception:
        logger.exception("The connection to the mail server could not be closed")
