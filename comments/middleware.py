"""Comments that the query of an address names as another site did."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from blog.legacy_urls.articles import COMMENT_PARAMETERS

_PAGES = {"blog:article", "comments:page"}


class FormerCommentMiddleware:
    """Send ``?cid=`` of TypePad and ``?replytocom=`` of WordPress to the comment. No query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Do nothing: which article is meant is known later."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Lead on from pages of an article, where a comment is named."""
        match = request.resolver_match
        if not request.META.get("QUERY_STRING") or not match or match.view_name not in _PAGES:
            return None
        key = next(filter(None, map(request.GET.get, COMMENT_PARAMETERS)), "")
        key = key.removeprefix("comment-").strip("/")
        if not key or "/" in key:
            return None
        address = [kwargs[name] for name in ("year", "month", "basename")]
        return HttpResponsePermanentRedirect(reverse("comments:former", args=[*address, key]))
