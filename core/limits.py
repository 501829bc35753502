"""Rate limits, counted from the rows that the limited action leaves behind.

A limit has no counters of its own: it counts recent rows of a table. It is therefore shared by all
processes, survives restarts, and is exact on both databases.

Two concurrent requests can both pass a check before either has written its row. Where that
matters, lock something that they share first, such as the commenter, and write the row in the same
transaction.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils import timezone

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` events within any ``period``.

    A ``count`` of 0 means no limit. Without a ``period``, all rows count, however old.
    ``time_field`` is the field that holds the time of an event.

        REPORTS_PER_ADDRESS = Limit(20, HOUR)

        if REPORTS_PER_ADDRESS.is_reached(Report.objects.filter(ip_address=ip_address)):
            raise TooManyReports
    """

    count: int
    period: dt.timedelta | None = None
    time_field: str = "created_at"

    def get_recent[M: Model](self, events: QuerySet[M]) -> QuerySet[M]:
        """Return the events within the period, newest first."""
        return self._within_period(events).order_by(f"-{self.time_field}")

    def is_reached[M: Model](self, events: QuerySet[M]) -> bool:
        """Check whether another event would be one too many. One query of at most ``count`` rows.

        For use before the event is written.
        """
        return bool(self.count) and self._count_up_to(self.count, events) >= self.count

    def is_exceeded[M: Model](self, events: QuerySet[M]) -> bool:
        """Check whether there are more events than allowed.

        For use after the event is written, in a transaction that is then rolled back.
        """
        return bool(self.count) and self._count_up_to(self.count + 1, events) > self.count

    def get_next_allowed[M: Model](self, events: QuerySet[M]) -> dt.datetime | None:
        """Return when another event is allowed again, or None if it is allowed now."""
        if not self.count or self.period is None:
            return None
        times = self.get_recent(events).values_list(self.time_field, flat=True)
        return self.compute_next_allowed(list(times[: self.count]))

    def compute_next_allowed(self, times: Sequence[dt.datetime]) -> dt.datetime | None:
        """Do the same for the times of recent events, newest first, as ``get_recent`` finds them.

        For several limits that share one query.
        """
        if not self.count or self.period is None or len(times) < self.count:
            return None
        return times[self.count - 1] + self.period

    def _within_period[M: Model](self, events: QuerySet[M]) -> QuerySet[M]:
        if self.period is None:
            return events
        return events.filter(**{f"{self.time_field}__gt": timezone.now() - self.period})

    def _count_up_to[M: Model](self, most: int, events: QuerySet[M]) -> int:
        return self._within_period(events).order_by()[:most].count()
