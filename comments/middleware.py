"""Redirects for comment links from other blog platforms."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from blog.legacy_urls.articles import COMMENT_PARAMETERS

_PAGES = {"blog:article", "comments:page"}


class LegacyCommentLinkMiddleware:
    """Redirects links with ``?cid=`` (TypePad) or ``?replytocom=`` (WordPress) to the comment.

    Runs no queries; the view at the new URL looks up the comment.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Redirect if the query string of an article page contains the ID of a comment."""
        match = request.resolver_match
        if not request.META.get("QUERY_STRING") or not match or match.view_name not in _PAGES:
            return None
        key = next(filter(None, map(request.GET.get, COMMENT_PARAMETERS)), "")
        key = key.removeprefix("comment-").strip("/")
        if not key or "/" in key:
            return None
        address = [kwargs[name] for name in ("year", "month", "basename")]
        return HttpResponsePermanentRedirect(
            reverse("comments:legacy_comment", args=[*address, key])
        )
