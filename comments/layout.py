"""How a visitor wants threads laid out: by the words of the address, or as the browser remembers.

Whoever presses a link of ours that names a view or an order is remembered to want it; a link on
another site, or one that somebody sent, changes nothing but the page that it leads to. The answer
that sets a cookie is for that reader alone. The cookies themselves say nothing about who has them:
a page that depends on them is the same for all who want the same, and says that it varies.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from comments.sequence import Order, View

_KEPT_FOR = 365 * 24 * 60 * 60
# Pages of threads; elsewhere the words mean nothing.
_PLACES = {"blog:article", "comments:page"}
_WORDS = {"view": View, "order": Order}


def layout_of(request: HttpRequest) -> tuple[View, Order]:
    """Return the view and the order for this visitor."""
    return View.asked_for(_word(request, "view")), Order.asked_for(_word(request, "order"))


class RememberLayoutMiddleware:
    """Let the browser remember a view or an order that its reader chose.

    A middleware, because articles are shown by a room that doesn't know of comments.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and add the cookies to the page of a thread."""
        response = self.get_response(request)
        if response.status_code == 200 and _chosen_here(request):
            for name, choices in _WORDS.items():
                word = request.GET.get(name, "")
                if word in choices and word != request.COOKIES.get(name):
                    _remember(response, name, word)
        return response


def _word(request: HttpRequest, name: str) -> str | None:
    return request.GET.get(name) or request.COOKIES.get(name)


def _chosen_here(request: HttpRequest) -> bool:
    match = request.resolver_match
    return (
        request.headers.get("Sec-Fetch-Site") == "same-origin"
        and match is not None
        and match.view_name in _PLACES
    )


def _remember(response: HttpResponse, name: str, word: str) -> None:
    response["Cache-Control"] = "private, no-cache"
    response.set_cookie(
        name,
        word,
        max_age=_KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
