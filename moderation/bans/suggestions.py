"""Networks that a moderator may ban along with a person."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from comments.models import Comment
from core.client_networks import get_subscriber
from moderation.bans.preview import PREVIEW_DAYS
from moderation.bans.staff_protection import check_not_staff
from moderation.bans.targets import BanTarget, InvalidBanTarget
from moderation.models import Ban

_LATEST = 50
_MAX_NETWORKS = 5
_MAX_NEARBY = 500
_PERSONAL = (Ban.Kind.COMMENTER, Ban.Kind.EMAIL)


@dataclass(frozen=True, slots=True)
class SuggestedNetwork:
    """A network that a person used recently, and the names of other people who used it."""

    network: str
    others: Sequence[str]

    @property
    def target(self) -> BanTarget:
        return BanTarget(Ban.Kind.NETWORK, self.network)


def suggest_networks(target: BanTarget, *, own_address: str | None) -> list[SuggestedNetwork]:
    """Return the networks of a person's latest comments, except those that staff use.

    Each network is no larger than the one that a provider usually assigns to a single customer.
    """
    if target.kind not in _PERSONAL:
        return []
    since = timezone.now() - dt.timedelta(days=PREVIEW_DAYS)
    comments = target.find_comments(since)
    latest = comments.exclude(ip_address=None).newest_first()
    addresses = latest.values_list("ip_address", flat=True)[:_LATEST]
    networks = list(filter(None, dict.fromkeys(map(get_subscriber, addresses))))[:_MAX_NETWORKS]
    others = _find_others(networks, comments.order_by().values("commenter"), since)
    suggested = [SuggestedNetwork(network, others[network]) for network in networks]
    return [one for one in suggested if _may_ban(one.target, own_address)]


def _find_others(
    networks: list[str], commenters: QuerySet[Comment, Any], since: dt.datetime
) -> dict[str, list[str]]:
    """Return the names of the other commenters on each network."""
    found: dict[str | None, dict[str, None]] = defaultdict(dict)
    if networks:
        within = Q()
        for network in networks:
            within |= Q(ip_address__in_network=network)
        nearby = Comment.objects.filter(within, status__in=Comment.Status, submitted_at__gte=since)
        rows = nearby.exclude(commenter__in=commenters).order_by("author_name")
        for address, name in rows.values_list("ip_address", "author_name")[:_MAX_NEARBY]:
            found[get_subscriber(address)][name] = None
    return {network: list(found[network]) for network in networks}


def _may_ban(target: BanTarget, own_address: str | None) -> bool:
    try:
        check_not_staff(target, own_address=own_address)
    except InvalidBanTarget:
        return False
    return True
