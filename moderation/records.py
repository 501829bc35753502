"""What is known of a commenter: how their comments fared, and under what other names they came."""

import ipaddress
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from comments.models import Comment, Commenter
from moderation.people import same_person

# So many of their latest comments tell where somebody comes from, and from so many networks.
_LATEST = 50
_NETWORKS = 5
_NAMES = 20
# Half a city may share an address; so many comments from there tell enough.
_NEIGHBOURS = 1000
# Whose address changes within a provider's network mostly stays so near.
_NEAR = {4: 24, 6: 64}
# What somebody has done before is another person's doing by now; and a busy one has thousands.
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Record:
    """How many of somebody’s latest comments stand how, in the order of ``Comment.Status``."""

    counts: dict[Comment.Status, int]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def lines(self) -> list[tuple[str, int]]:
        """The counts that aren't zero, with their words."""
        return [(str(status.label), count) for status, count in self.counts.items() if count]


@dataclass(frozen=True, slots=True)
class OtherNames:
    """The same person under other names, and those who came from the same networks."""

    same: list[Commenter]
    near: list[Commenter]
    networks: list[str]


def record_of(commenter: Commenter) -> Record:
    """Return how a commenter’s comments fared, the last ``COUNTED`` of them. One query."""
    theirs = Comment.objects.filter(commenter=commenter).newest_first()
    found = Counter(theirs.values_list("status", flat=True)[:COUNTED])
    return Record({status: found[status] for status in Comment.Status})


def other_names(commenter: Commenter) -> OtherNames:
    """Return who is the same person, and who may be. Three queries, or two without an address.

    Whoever shares a network with somebody need not be that person: households and schools do.
    """
    same = same_person(commenter).exclude(pk=commenter.pk).order_by("name", "pk")[:_NAMES]
    networks = _networks(commenter)
    return OtherNames(list(same), _near(commenter, networks) if networks else [], networks)


def _networks(commenter: Commenter) -> list[str]:
    latest = Comment.objects.filter(commenter=commenter).newest_first()
    found: dict[str, None] = {}
    for text in latest.values_list("ip_address", flat=True)[:_LATEST]:
        if text:
            address = ipaddress.ip_address(text)
            network = ipaddress.ip_network((address, _NEAR[address.version]), strict=False)
            found[str(network)] = None
    return list(found)[:_NETWORKS]


def _near(commenter: Commenter, networks: list[str]) -> list[Commenter]:
    within = Q()
    for network in networks:
        within |= Q(ip_address__in_network=network)
    there = Comment.objects.filter(within).order_by().values_list("commenter", flat=True)
    others = Commenter.objects.filter(pk__in=set(there[:_NEIGHBOURS])).exclude(
        pk__in=same_person(commenter)
    )
    return list(others.order_by("name", "pk")[:_NAMES])
