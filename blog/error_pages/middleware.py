from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from blog.error_pages.views import method_not_allowed
from core.middleware import is_for_humans


class MethodNotAllowedMiddleware:
    """Shows a page for 405 responses, for which Django has no handler."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace empty 405 responses, except those of machine endpoints such as health checks."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        return method_not_allowed(request, response) if is_for_humans(request) else response
