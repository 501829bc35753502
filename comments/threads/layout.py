"""A visitor's choice of view and order, taken from the URL or else from a cookie.

If a visitor follows a link on this site that specifies a view or an order, the choice is also
stored in a cookie; links from other sites affect only the page they lead to. The response that sets
a cookie is private. The cookies don't identify anyone: pages that depend on them vary with the
cookie but are the same for all visitors who made the same choice.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from comments.threads.ordering import Order, View

_ONE_YEAR = 365 * 24 * 60 * 60
# The parameters have no meaning on other pages.
_VIEW_NAMES = {"blog:article", "comments:page"}
_PARAMETERS = {"view": View, "order": Order}


def get_layout(request: HttpRequest) -> tuple[View, Order]:
    return View.parse(_get_parameter(request, "view")), Order.parse(
        _get_parameter(request, "order")
    )


class RememberLayoutMiddleware:
    """Stores a chosen view or order in a cookie.

    This is a middleware because the ``blog`` app serves articles and doesn't know about comments.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 200 and _is_chosen_on_own_page(request):
            for name, choices in _PARAMETERS.items():
                value = request.GET.get(name, "")
                if value in choices and value != request.COOKIES.get(name):
                    _set_cookie(response, name, value)
        return response


def _get_parameter(request: HttpRequest, name: str) -> str | None:
    return request.GET.get(name) or request.COOKIES.get(name)


def _is_chosen_on_own_page(request: HttpRequest) -> bool:
    match = request.resolver_match
    return (
        request.headers.get("Sec-Fetch-Site") == "same-origin"
        and match is not None
        and match.view_name in _VIEW_NAMES
    )


def _set_cookie(response: HttpResponse, name: str, value: str) -> None:
    response["Cache-Control"] = "private, no-cache"
    response.set_cookie(
        name,
        value,
        max_age=_ONE_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
