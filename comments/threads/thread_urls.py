"""The URLs of a thread's pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from comments.threads.ordering import Order, View

if TYPE_CHECKING:
    from blog.models import Article


@dataclass(frozen=True)
class ThreadUrls:
    """The URLs of a thread in one view and order."""

    article: Article
    view: View = View.FLAT
    order: Order = Order.OLDEST

    @cached_property
    def base(self) -> str:
        """The common prefix of all the thread's URLs, with a trailing slash."""
        return reverse("comments:page", args=[*self.article.url_args, 1]).removesuffix("page/1/")

    def get_page_url(self, number: int) -> str:
        """Return the URL of page ``number``. Page 1 is the article page itself."""
        return f"{self._get_path(number)}{self.query}#comments"

    def get_comment_url(self, number: int) -> str:
        """Return the permalink of comment ``number`` in this view and order."""
        return f"{self.base}{number}/{self.query}"

    @cached_property
    def query(self) -> str:
        """The query string that selects this view and order; empty for the defaults."""
        parameters = {}
        if self.view is not View.FLAT:
            parameters["view"] = self.view.value
        if self.order is not Order.OLDEST:
            parameters["order"] = self.order.value
        return f"?{urlencode(parameters)}" if parameters else ""

    def get_layout_url(self, *, view: View | None = None, order: Order | None = None) -> str:
        """Return the URL of page 1 in another view or order.

        The URL always specifies both because a cookie may contain other values
        (``comments.threads.layout``).
        """
        parameters = {"view": view or self.view, "order": order or self.order}
        return f"{self._get_path(1)}?{urlencode(parameters)}#comments"

    def _get_path(self, number: int) -> str:
        return self._article_path if number == 1 else f"{self.base}page/{number}/"

    @cached_property
    def _article_path(self) -> str:
        return self.article.get_absolute_url()
