"""Who wrote what, as far as a request can show it."""

from dataclasses import dataclass

from accounts.models import User


@dataclass(frozen=True, slots=True)
class Author:
    """A visitor as the author of comments: by account, by confirmed address, or by browser.

    ``comment_ids`` are known to be the visitor's because the server signed them.
    """

    user: User | None = None
    email: str = ""
    comment_ids: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        """Whether the visitor can have written anything."""
        return bool(self.user or self.email or self.comment_ids)
