from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from blog.error_pages.views import method_not_allowed
from core.middleware import is_for_humans


class MethodNotAllowedMiddleware:
    """Give 405 responses a page: Django has no handler for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Fill an empty 405 response, except for health checks and other machine endpoints."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        return method_not_allowed(request, response) if is_for_humans(request) else response
