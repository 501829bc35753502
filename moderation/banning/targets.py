"""What a ban names, in its normal form, and the comments that it would have hit."""

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
from moderation.banning.candidates import ONE_PERSON, WIDEST, domains_of_links
from moderation.banning.patterns import fitting
from moderation.filters.matching.domain_list import parse_host
from moderation.models import Ban
from moderation.people import same_person

Kind = Ban.Kind
# A pattern with fewer letters fits too many names.
_LETTERS = 3
_STARS = 4
# No preview and no dealing with past comments reads more comments with links than that.
_MOST_LINKS = 5000


class Unbannable(Exception):
    """It can't be banned, and the message says why in words for moderators."""


@dataclass(frozen=True, slots=True)
class Target:
    """Whom or what a ban names. ``value`` is in its normal form (``parse``)."""

    kind: Ban.Kind
    value: str = ""
    commenter: Commenter | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether it is about one person."""
        return Ban(kind=self.kind, value=self.value).is_narrow

    def comments(self, since: dt.datetime) -> CommentQuerySet:
        """Return the comments since then that a ban would have hit, whatever became of them."""
        # The statuses are named so that the queue's index leads to the days in question.
        comments = Comment.objects.filter(status__in=Comment.Status, submitted_at__gte=since)
        return comments.filter(self._hit(comments))

    def _hit(self, comments: CommentQuerySet) -> Q:
        match self.kind:
            case Kind.COMMENTER if self.commenter:
                return Q(commenter__in=same_person(self.commenter))
            case Kind.EMAIL:
                return Q(commenter__email=self.value)
            case Kind.DOMAIN:
                return Q(commenter__email__endswith=f"@{self.value}") | Q(
                    commenter__email__endswith=f".{self.value}"
                )
            case Kind.ADDRESS:
                return Q(ip_address__in_network=self.value)
            case Kind.NAME:
                # The key of an account's name ends in a line of its own.
                return Q(fitting(self.value, field="commenter__name_key")) | Q(
                    fitting(f"{self.value}\n*", field="commenter__name_key")
                )
        return Q(pk__in=self._linking(comments))

    def _linking(self, comments: CommentQuerySet) -> list[int]:
        """Return the comments that link to the domain: the database finds those that name it."""
        naming = comments.filter(
            Q(html__icontains=self.value) | Q(author_url__icontains=self.value)
        ).newest_first()
        rows = naming.values_list("pk", "html", "author_url")[:_MOST_LINKS]
        return [
            pk
            for pk, html, url in rows
            if self.value in domains_of_links([*extract_links(html), url])
        ]


def parse(kind: Ban.Kind, written: str) -> Target:
    """Return what somebody wants to ban by a value as it was typed. Raises ``Unbannable``."""
    text = written.strip()
    if not text:
        raise Unbannable(_("Say what is to be banned."))
    match kind:
        case Kind.EMAIL:
            return Target(kind, _email(text))
        case Kind.DOMAIN | Kind.LINK:
            return Target(kind, _domain(text.rpartition("@")[2]))
        case Kind.ADDRESS:
            return Target(kind, _network(text))
        case Kind.NAME:
            return Target(kind, _pattern(text))
    raise Unbannable(_("A commenter is banned from the commenter’s page."))


def target_of(ban: Ban) -> Target:
    """Return what a ban names."""
    return Target(Kind(ban.kind), ban.value, ban.commenter)


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise Unbannable(_("That is no e-mail address.")) from None
    return text.lower()


def _domain(text: str) -> str:
    host = parse_host(text)
    if "." not in host or "*" in host:
        raise Unbannable(_("That is no domain, such as pills.example."))
    if host in domains_of_links([settings.SITE_URL]):
        raise Unbannable(_("That is this site."))
    return host


def _network(text: str) -> str:
    try:
        # Whoever comes by IPv4 is written so, however the server heard of it.
        network = ipaddress.ip_network(text.lower().removeprefix("::ffff:"), strict=False)
    except ValueError:
        raise Unbannable(
            _("That is no network address, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8:1:2::/64.")
        ) from None
    if "/" not in text:
        network = network.supernet(new_prefix=ONE_PERSON[network.version])
    if network.prefixlen < WIDEST[network.version]:
        raise Unbannable(
            _("That is nearly everybody: the widest that can be banned is /%(length)d.")
            % {"length": WIDEST[network.version]}
        )
    return str(network)


def _pattern(text: str) -> str:
    pattern = "*".join(map(get_name_key, text.split("*")))
    while "**" in pattern:
        pattern = pattern.replace("**", "*")
    if len(pattern.replace("*", "")) < _LETTERS:
        raise Unbannable(
            _("That fits too many names: write at least %(count)d letters beside the *.")
            % {"count": _LETTERS}
        )
    if pattern.count("*") > _STARS:
        raise Unbannable(_("Write no more than %(count)d *.") % {"count": _STARS})
    return pattern[:254]
