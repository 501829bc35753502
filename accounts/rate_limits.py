"""django-allauth's rate limits, counted in the database.

allauth counts requests in the cache. By default, each process has its own cache, which multiplies
the limits by the number of processes, and a full cache evicts counters. ``install`` therefore
replaces allauth's functions. The limits themselves remain in ``ACCOUNT_RATE_LIMITS`` and in
allauth's defaults.

Requests from a browser in which the account has logged in before are counted apart from all others
(``accounts.known_devices``). Strangers can therefore not use up the limits of an account's owner.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from allauth.core.exceptions import RateLimited
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import Rate
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.known_devices import KnownDevice, find_known_device
from accounts.models import LimitedRequest
from core.client_address import get_client_address
from core.client_networks import get_first_address, get_network
from core.limits import DAY, Limit, NetworkLimit, lock_events

# Older rows aren't needed.
_RETENTION = DAY
# A wide network may make this many times as many requests as a network.
_WIDE_NETWORK_FACTOR = 2
# Wrong passwords and codes.
_FAILED_LOGIN = "login_failed"


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
    usage = None
    # Limits per user apply to logged-in users only.
    device = find_known_device(request) if rate.per != "user" else None
    if device:
        device_key = _get_device_key(device, app, action, rate)
        usage = _consume(replace(rate, per="device"), LimitedRequest(key=device_key), dry_run)
    # Otherwise, someone who has taken over the device could make twice as many attempts.
    if device is None or (usage is None and action != _FAILED_LOGIN):
        limit_key, ip_address = _get_limit_key(request, app, action, rate, key, user)
        network = get_first_address(get_network(ip_address))
        usage = _consume(rate, LimitedRequest(key=limit_key, network=network), dry_run)
    if usage is None and raise_exception:
        raise RateLimited
    return usage


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


def _consume(rate: Rate, counted: LimitedRequest, dry_run: bool) -> Usage | None:  # noqa: FBT001
    with transaction.atomic():
        LimitedRequest.objects.filter(created_at__lt=timezone.now() - _RETENTION).delete()
        if _is_reached(rate, counted):
            return None
        if not dry_run:
            counted.save(force_insert=True)
    return Usage(counted.pk or 0)


def _get_device_key(device: KnownDevice, app: str, action: str, rate: Rate) -> str:
    """Return the key of the requests from known devices that count together.

    Failures count by device, so that one device can't lock the others. All other requests count by
    account: each login creates a device, so devices don't limit anything.
    """
    key = f"{app}:{action}:{rate}:known:{device.account_pk}"
    return f"{key}:{device.key}" if action == _FAILED_LOGIN else key


def _get_limit_key(
    request: HttpRequest, app: str, action: str, rate: Rate, key: str | None, user: Any
) -> tuple[str, str | None]:
    """Return the key under which requests are counted together, and the client's address.

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
