"""The visitor behind a request."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Iterable
from functools import cached_property

from django.http import HttpRequest

from accounts.current_user import get_current_user
from accounts.email_addresses import has_confirmed_email
from accounts.models import User
from comments.models import Commenter
from comments.visitors.cookies import BROWSER_COOKIE, VISITOR_COOKIE

_CACHE_ATTRIBUTE = "_comments_visitor"


class Visitor:
    """The sender of a request, to the extent that the request identifies them.

    user: The account, or None for a guest.
    comment_ids: The comments sent from this browser.
    browser_key: A random key that tells guests' browsers apart; empty until needed.

    No query runs until a value from the database is needed.
    """

    def __init__(
        self,
        user: User | None = None,
        *,
        email: str = "",
        comment_ids: Iterable[int] = (),
        commenter_id: int | None = None,
        browser_key: str = "",
        browser_emails: Iterable[str] = (),
    ) -> None:
        self.user = user
        self.comment_ids = frozenset(comment_ids)
        self.browser_key = browser_key
        self._commenter_id = commenter_id
        self._browser_emails = frozenset(browser_emails)
        if email:
            self.email = email

    @cached_property
    def email(self) -> str:
        """The address a guest confirmed for commenting in this browser, or an empty string."""
        if self._commenter_id is None:
            return ""
        confirmed = Commenter.objects.filter(
            pk=self._commenter_id, email_confirmed_at__isnull=False
        )
        return confirmed.values_list("email", flat=True).first() or ""

    @cached_property
    def confirmed_emails(self) -> frozenset[str]:
        """All email addresses this visitor is known to have access to, in lowercase."""
        emails = set(self._browser_emails)
        if self.email:
            emails.add(self.email)
        if self.user and has_confirmed_email(self.user):
            emails.add(self.user.email.lower())
        return frozenset(emails)

    @property
    def may_have_comments(self) -> bool:
        """True if comments can be attributed to this visitor."""
        return bool(self.user or self.comment_ids or self.email)

    @property
    def is_recognizable(self) -> bool:
        """True if later requests can be matched to this visitor, by account or by browser."""
        return bool(self.user or self.browser_key)

    def is_commenter(self, commenter: Commenter) -> bool:
        """Check whether the commenter is this visitor, by account or by confirmed address."""
        if self.user and commenter.user_id == self.user.pk:
            return True
        return bool(commenter.email) and commenter.email == self.email

    def with_browser_key(self) -> Visitor:
        """Return this visitor, with a new browser key if there is no account or key yet."""
        if self.is_recognizable:
            return self
        visitor = copy.copy(self)
        visitor.browser_key = secrets.token_hex(16)
        return visitor


ANONYMOUS_VISITOR = Visitor()


def get_visitor(request: HttpRequest) -> Visitor:
    """Return the visitor, cached on the request. No query without a session cookie."""
    visitor: Visitor | None = request.__dict__.get(_CACHE_ATTRIBUTE)
    if visitor is None:
        visitor = _load_visitor(request)
        request.__dict__[_CACHE_ATTRIBUTE] = visitor
    return visitor


def get_confirmed_emails(request: HttpRequest) -> frozenset[str]:
    """Return the email addresses the visitor is known to have access to, in lowercase."""
    return get_visitor(request).confirmed_emails


def _load_visitor(request: HttpRequest) -> Visitor:
    personal = VISITOR_COOKIE.get(request, default={})
    browser = BROWSER_COOKIE.get(request, default={})
    return Visitor(
        get_current_user(request),
        comment_ids=personal.get("comments", ()),
        commenter_id=personal.get("commenter"),
        browser_key=browser.get("key", ""),
        browser_emails=browser.get("emails", ()),
    )
