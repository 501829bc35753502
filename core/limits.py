"""Rate limits that count the rows an action has written.

A limit keeps no counters: it counts recent rows in a table. It is therefore shared by all
processes, survives restarts, and is exact on both databases.

Two concurrent requests can both pass a check before either has written its row. Where that matters,
first lock a row that the requests share, such as the commenter's, or call ``lock_events``, and then
check the limit and write the new row in the same transaction. ``NetworkLimit`` locks its network.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils import timezone

from core.client_networks import get_network, get_wide_network

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def lock_events(key: str) -> None:
    """Make other transactions that call this with the same key wait until this one ends.

    SQLite needs no lock, because only one transaction can write at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` events within any ``period``.

    A ``count`` of 0 means no limit. Without a ``period``, all rows count, no matter how old.
    ``time_field`` is the field that holds the time of an event.

        MESSAGES_PER_COMMENTER = Limit(20, DAY)

        if MESSAGES_PER_COMMENTER.is_reached(ModMail.objects.filter(commenter=commenter)):
            raise TooManyMessages
    """

    count: int
    period: dt.timedelta | None = None
    time_field: str = "created_at"

    def get_recent[M: Model](self, events: QuerySet[M]) -> QuerySet[M]:
        """Return the events within the period, newest first."""
        return self._within_period(events).order_by(f"-{self.time_field}")

    def is_reached[M: Model](self, events: QuerySet[M]) -> bool:
        """Check whether another event would exceed the limit, using one query.

        Call this before writing the event. The query reads at most ``count`` rows.
        """
        return bool(self.count) and self._count_up_to(self.count, events) >= self.count

    def is_exceeded[M: Model](self, events: QuerySet[M]) -> bool:
        """Check whether there are more events than allowed.

        Call this after writing the event, and roll the transaction back if it returns True.
        """
        return bool(self.count) and self._count_up_to(self.count + 1, events) > self.count

    def get_next_allowed[M: Model](self, events: QuerySet[M]) -> dt.datetime | None:
        """Return the time at which another event will be allowed, or None if one is allowed now.

        Also return None if the limit has no ``period``, because waiting doesn't help then.
        """
        if not self.count or self.period is None:
            return None
        times = self.get_recent(events).values_list(self.time_field, flat=True)
        return self.compute_next_allowed(list(times[: self.count]))

    def compute_next_allowed(self, times: Sequence[dt.datetime]) -> dt.datetime | None:
        """Compute the result of ``get_next_allowed`` from the times of events, newest first.

        Several limits can thus share one ``get_recent`` query.
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


@dataclass(frozen=True, slots=True)
class NetworkLimit:
    """A limit on the events from a network, and a second one for the wide network around it.

    ``core.client_networks`` defines these networks. In IPv4, the two are the same, and only
    ``count`` applies. All clients with unknown addresses count as one network. ``address_field``
    holds the client's address or the first address of its network.

        REPORTS_PER_NETWORK = NetworkLimit(20, 40, HOUR)

        if REPORTS_PER_NETWORK.is_reached(Report.objects.all(), ip_address):
            raise TooManyReports
    """

    count: int
    wide_count: int
    period: dt.timedelta | None = None
    time_field: str = "created_at"
    address_field: str = "ip_address"

    def is_reached[M: Model](self, events: QuerySet[M], ip_address: str | None) -> bool:
        """Check whether another event from this address would exceed a limit.

        Call this before writing the event. This takes one query, or up to two for IPv6, and another
        one for the lock on PostgreSQL.
        """
        return any(limit.is_reached(same) for limit, same in self._split(events, ip_address))

    def is_exceeded[M: Model](self, events: QuerySet[M], ip_address: str | None) -> bool:
        """Check whether the events from this address exceed a limit.

        Call this after writing the event, and roll the transaction back if it returns True.
        """
        return any(limit.is_exceeded(same) for limit, same in self._split(events, ip_address))

    def _split[M: Model](
        self, events: QuerySet[M], ip_address: str | None
    ) -> Iterator[tuple[Limit, QuerySet[M]]]:
        """Yield each limit with the events that it applies to."""
        network, wide_network = get_network(ip_address), get_wide_network(ip_address)
        lock_events(f"{events.model._meta.label}:{wide_network}")
        yield Limit(self.count, self.period, self.time_field), self._filter(events, network)
        if wide_network != network:
            limit = Limit(self.wide_count, self.period, self.time_field)
            yield limit, self._filter(events, wide_network)

    def _filter[M: Model](self, events: QuerySet[M], network: str | None) -> QuerySet[M]:
        if network is None:
            return events.filter(**{f"{self.address_field}__isnull": True})
        return events.filter(**{f"{self.address_field}__in_network": network})
