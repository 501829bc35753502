"""Ban targets: parsing, normalization, and matching comments."""

from __future__ import annotations

import datetime as dt
import ipaddress
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils.translation import gettext as _

from comments.models import Comment, Commenter
from comments.models.comment import CommentQuerySet
from comments.submission.services import extract_links
from core.text import get_name_key
from mail.addresses import get_mailbox
from moderation.bans.candidates import (
    MIN_PREFIX_LENGTHS,
    SUBSCRIBER_PREFIX_LENGTHS,
    get_link_domains,
)
from moderation.bans.names import MIN_LETTERS, NameForms, get_pattern_skeleton
from moderation.bans.patterns import field_matches_pattern
from moderation.commenters.identity import get_same_person
from moderation.filters.matching.domain_list import decode_host, parse_host
from moderation.models import Ban

Kind = Ban.Kind
_MAX_WILDCARDS = 4
# Maximum number of comments with links that a preview or a retroactive ban reads.
_MAX_LINK_COMMENTS = 5000
# Maximum number of similar names that are compared with a pattern.
_MAX_LOOKALIKES = 5000


class InvalidBanTarget(Exception):
    """The target can't be banned. The message says why and is shown to the moderator."""


@dataclass(frozen=True, slots=True)
class BanTarget:
    """The target of a ban: a commenter or a normalized ``value`` (see ``parse_target``)."""

    kind: Ban.Kind
    value: str = ""
    commenter: Commenter | None = None

    @property
    def skeleton(self) -> str:
        """The skeleton of a name pattern, for recognizing lookalikes."""
        return get_pattern_skeleton(self.value) if self.kind == Kind.NAME else ""

    @property
    def is_narrow(self) -> bool:
        """Check whether the target matches only a single person."""
        return Ban(kind=self.kind, value=self.value).is_narrow

    def find_comments(self, since: dt.datetime) -> CommentQuerySet:
        """Return the matching comments submitted since a given time, regardless of status."""
        # Listing all statuses lets the database use the queue's index for the time range.
        comments = Comment.objects.filter(status__in=Comment.Status, submitted_at__gte=since)
        return comments.filter(self._build_condition(comments))

    def _build_condition(self, comments: CommentQuerySet) -> Q:
        match self.kind:
            case Kind.COMMENTER if self.commenter:
                return Q(commenter__in=get_same_person(self.commenter))
            case Kind.EMAIL:
                same = Commenter.objects.filter(mailbox=self.value)
                return Q(commenter__in=same) | Q(
                    commenter__user__in=same.exclude(user=None).values("user")
                )
            case Kind.DOMAIN:
                return self._build_domain_condition()
            case Kind.NETWORK:
                return Q(ip_address__in_network=self.value)
            case Kind.NAME:
                # The key of an account's name has the account's ID on a second line.
                return (
                    Q(field_matches_pattern(self.value, field="commenter__name_key"))
                    | Q(field_matches_pattern(f"{self.value}\n*", field="commenter__name_key"))
                    | Q(commenter__in=self._find_lookalikes())
                )
        return Q(pk__in=self._find_linking(comments))

    def _build_domain_condition(self) -> Q:
        condition = Q()
        for field in ("email", "mailbox"):
            for separator in "@.":
                condition |= Q((f"commenter__{field}__endswith", f"{separator}{self.value}"))
        return condition

    def _find_lookalikes(self) -> list[int]:
        """Return the primary keys of commenters whose names are lookalikes of matching names."""
        if not self.skeleton:
            return []
        similar = Commenter.objects.filter(
            field_matches_pattern(self.skeleton, field="name_skeleton")
        )
        rows = similar.order_by("-pk").values_list("pk", "name")[:_MAX_LOOKALIKES]
        return [pk for pk, name in rows if NameForms.from_name(name).match(self.value)]

    def _find_linking(self, comments: CommentQuerySet) -> list[int]:
        """Return the primary keys of comments that link to the domain.

        Only the latest comments that mention the domain are checked.
        """
        mentions = Q()
        for spelling in {self.value, decode_host(self.value)}:
            mentions |= Q(html__icontains=spelling) | Q(author_url__icontains=spelling)
        mentioning = comments.filter(mentions).newest_first()
        rows = mentioning.values_list("pk", "html", "author_url")[:_MAX_LINK_COMMENTS]
        return [
            pk
            for pk, html, url in rows
            if self.value in get_link_domains([*extract_links(html), url])
        ]


def parse_target(kind: Ban.Kind, value: str) -> BanTarget:
    """Parse and normalize a value entered by a moderator.

    Raises ``InvalidBanTarget`` if the value is malformed or must not be banned.
    """
    text = value.strip()
    if not text:
        raise InvalidBanTarget(_("Enter what to ban."))
    match kind:
        case Kind.EMAIL:
            return BanTarget(kind, _parse_email(text))
        case Kind.DOMAIN | Kind.LINK:
            return BanTarget(kind, _parse_domain(text.rpartition("@")[2]))
        case Kind.NETWORK:
            return BanTarget(kind, _parse_network(text))
        case Kind.NAME:
            return BanTarget(kind, _parse_pattern(text))
    raise InvalidBanTarget(_("To ban a commenter, go to the commenter’s page."))


def get_target(ban: Ban) -> BanTarget:
    """Return the target of an existing ban."""
    return BanTarget(Kind(ban.kind), ban.value, ban.commenter)


def _parse_email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise InvalidBanTarget(_("Enter a valid email address.")) from None
    return get_mailbox(text)


def _parse_domain(text: str) -> str:
    host = parse_host(text)
    if "." not in host or "*" in host:
        raise InvalidBanTarget(_("Enter a domain, such as pills.example."))
    if host in get_link_domains([settings.SITE_URL]):
        raise InvalidBanTarget(_("This is the site’s own domain."))
    return host


def _parse_network(text: str) -> str:
    try:
        # IPv4 clients are stored as IPv4, even if the server reports a mapped IPv6 address.
        network = ipaddress.ip_network(text.lower().removeprefix("::ffff:"), strict=False)
    except ValueError:
        raise InvalidBanTarget(
            _(
                "Enter an IP address or range, such as 192.0.2.7, 192.0.2.0/24, or"
                " 2001:db8:1:2::/64."
            )
        ) from None
    if "/" not in text:
        network = network.supernet(new_prefix=SUBSCRIBER_PREFIX_LENGTHS[network.version])
    if network.prefixlen < MIN_PREFIX_LENGTHS[network.version]:
        raise InvalidBanTarget(
            _("This range is too wide. The widest range that can be banned is /%(length)d.")
            % {"length": MIN_PREFIX_LENGTHS[network.version]}
        )
    return str(network)


def _parse_pattern(text: str) -> str:
    pattern = "*".join(map(get_name_key, text.split("*")))
    while "**" in pattern:
        pattern = pattern.replace("**", "*")
    if len(pattern.replace("*", "")) < MIN_LETTERS:
        raise InvalidBanTarget(
            _(
                "This matches too many names. Enter at least %(count)d letters in addition to the"
                " wildcard *."
            )
            % {"count": MIN_LETTERS}
        )
    if pattern.count("*") > _MAX_WILDCARDS:
        raise InvalidBanTarget(
            _("Use the wildcard * no more than %(count)d times.") % {"count": _MAX_WILDCARDS}
        )
    return pattern[:254]
