"""django-allauth's rate limits, counted in the database.

allauth counts requests in the cache. By default, each process has its own cache, which multiplies
the limits by the number of processes, and a full cache evicts counters. ``install`` therefore
replaces allauth's functions. The limits themselves remain in ``ACCOUNT_RATE_LIMITS`` and in
allauth's defaults.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from allauth.core.exceptions import RateLimited
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import Rate
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import LimitedRequest
from core.client_address import get_client_address
from core.client_networks import get_first_address, get_network
from core.limits import DAY, Limit, NetworkLimit, lock_events

# Older rows aren't needed.
_RETENTION = DAY
# A wide network may make this many times as many requests as a network.
_WIDE_NETWORK_FACTOR = 2


@dataclass(frozen=True, slots=True)
class Usage:
    """A counted request."""

    pk: int

    def rollback(self) -> None:
        """Stop counting the request, for example because the login succeeded."""
        LimitedRequest.objects.filter(pk=self.pk).delete()


def install() -> None:
    ratelimit._consume_single_rate = consume_rate  # noqa: SLF001 - there is no setting for it
    ratelimit.clear = clear


def consume_rate(
    request: HttpRequest,
    *,
    app: str,
    action: str,
    rate: Rate,
    key: str | None = None,
    user: Any = None,
    dry_run: bool = False,
    raise_exception: bool = False,
) -> Usage | None:
    """Count a request, unless a limit is reached. Replaces ``_consume_single_rate``.

    If the limit is reached, raise ``RateLimited`` if ``raise_exception`` is set, or else return
    None. With ``dry_run``, the request isn't counted.
    """
    limit_key, ip_address = _get_limit_key(request, app, action, rate, key, user)
    counted = LimitedRequest(key=limit_key, network=get_first_address(get_network(ip_address)))
    with transaction.atomic():
        LimitedRequest.objects.filter(created_at__lt=timezone.now() - _RETENTION).delete()
        is_reached = _is_reached(rate, counted)
        if not is_reached and not dry_run:
            counted.save(force_insert=True)
    if is_reached and raise_exception:
        raise RateLimited
    return None if is_reached else Usage(counted.pk or 0)


def clear(
    request: HttpRequest,
    *,
    app: str,
    action: str,
    config: dict[str, str] | None = None,
    key: str | None = None,
    user: Any = None,
) -> None:
    """Delete the counted requests of an account once its owner has been authenticated.

    Requests that are counted by network remain, because an attacker may have an account, too.
    """
    for rate in ratelimit.get_rates(app=app, action=action, config=config):
        if rate.per != "ip":
            limit_key, _address = _get_limit_key(request, app, action, rate, key, user)
            LimitedRequest.objects.filter(key=limit_key).delete()


def _get_limit_key(
    request: HttpRequest, app: str, action: str, rate: Rate, key: str | None, user: Any
) -> tuple[str, str | None]:
    """Return the key of the requests that count together, and the client's address.

    The address is None if the limit doesn't count by network, or if the client is unknown.
    """
    if rate.per == "ip":
        return f"{app}:{action}:{rate}", get_client_address(request)
    limit_key = ratelimit.get_cache_key(
        request, app=app, action=action, rate=rate, key=key, user=user
    )
    return str(limit_key), None


def _is_reached(rate: Rate, counted: LimitedRequest) -> bool:
    same = LimitedRequest.objects.filter(key=counted.key)
    period = dt.timedelta(seconds=rate.duration)
    if rate.per != "ip":
        lock_events(counted.key)
        return Limit(rate.amount, period).is_reached(same)
    limit = NetworkLimit(
        rate.amount, rate.amount * _WIDE_NETWORK_FACTOR, period, address_field="network"
    )
    return limit.is_reached(same, counted.network)
