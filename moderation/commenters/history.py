"""A commenter's history: comments by status, other names, and people on the same networks."""

import ipaddress
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from comments.models import Comment, Commenter
from moderation.commenters.identity import get_same_person
from moderation.models import Ban

# The networks are taken from this many of the latest comments.
_LATEST = 50
_MAX_NETWORKS = 5
_MAX_NAMES = 20
# Many people may share a network; looking at this many of its comments is enough.
_MAX_NEARBY = 1000
# Prefix lengths within which a provider usually assigns a customer's next address, by IP version.
_NETWORK_PREFIX = {4: 24, 6: 64}
# Comments counted by status. Older ones say little, and busy commenters have thousands.
MAX_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class CommentCounts:
    """Counts of a commenter's latest comments by status, in the order of ``Comment.Status``."""

    counts: dict[Comment.Status, int]

    @property
    def total(self) -> int:
        """The total number of comments counted."""
        return sum(self.counts.values())

    @property
    def lines(self) -> list[tuple[str, int]]:
        """The labels and counts of all statuses whose count isn't zero."""
        return [(str(status.label), count) for status, count in self.counts.items() if count]


@dataclass(frozen=True, slots=True)
class RelatedCommenters:
    """A commenter's other names, and other commenters on the same networks.

    ``banned`` has the primary keys of those who are banned by name, mailbox, or account.
    """

    same: list[Commenter]
    nearby: list[Commenter]
    networks: list[str]
    banned: frozenset[int] = frozenset()


def count_comments(commenter: Commenter) -> CommentCounts:
    """Count a commenter's latest ``MAX_COUNTED`` comments by status, using one query."""
    comments = Comment.objects.filter(commenter=commenter).newest_first()
    found = Counter(comments.values_list("status", flat=True)[:MAX_COUNTED])
    return CommentCounts({status: found[status] for status in Comment.Status})


def find_related_commenters(commenter: Commenter) -> RelatedCommenters:
    """Find the commenter's other names, and other commenters who may be the same person.

    A shared network isn't proof, since people in the same household or school share one. Uses four
    queries, or three if no IP address is known.
    """
    others = get_same_person(commenter).exclude(pk=commenter.pk).order_by("name", "pk")
    same = list(others[:_MAX_NAMES])
    networks = _get_networks(commenter)
    nearby = _find_nearby(commenter, networks) if networks else []
    return RelatedCommenters(same, nearby, networks, _find_banned([commenter, *same, *nearby]))


def _find_banned(commenters: Sequence[Commenter]) -> frozenset[int]:
    """Return the primary keys of the commenters that a ban on a person affects. One query."""
    mailboxes = {commenter.mailbox for commenter in commenters} - {""}
    users = {commenter.user_id for commenter in commenters} - {None}
    bans = Ban.objects.in_force().filter(
        Q(commenter__in=commenters)
        | Q(commenter__mailbox__in=mailboxes)
        | Q(commenter__user__in=users)
        | Q(kind=Ban.Kind.EMAIL, value__in=mailboxes)
    )
    hits: set[object] = set()
    for pk, mailbox, user, value in bans.values_list(
        "commenter", "commenter__mailbox", "commenter__user", "value"
    ):
        hits |= {pk, mailbox or value, ("user", user)}
    hits -= {None, "", ("user", None)}
    return frozenset(
        commenter.pk
        for commenter in commenters
        if hits & {commenter.pk, commenter.mailbox, ("user", commenter.user_id)}
    )


def _get_networks(commenter: Commenter) -> list[str]:
    latest = Comment.objects.filter(commenter=commenter).newest_first()
    found: dict[str, None] = {}
    for text in latest.values_list("ip_address", flat=True)[:_LATEST]:
        if text:
            address = ipaddress.ip_address(text)
            prefix = _NETWORK_PREFIX[address.version]
            found[str(ipaddress.ip_network((address, prefix), strict=False))] = None
    return list(found)[:_MAX_NETWORKS]


def _find_nearby(commenter: Commenter, networks: list[str]) -> list[Commenter]:
    within = Q()
    for network in networks:
        within |= Q(ip_address__in_network=network)
    commenter_ids = Comment.objects.filter(within).order_by().values_list("commenter", flat=True)
    others = Commenter.objects.filter(pk__in=set(commenter_ids[:_MAX_NEARBY])).exclude(
        pk__in=get_same_person(commenter)
    )
    return list(others.order_by("name", "pk")[:_MAX_NAMES])
