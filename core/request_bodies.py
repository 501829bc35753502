"""Limits on the size of request bodies."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def get_body_limit(path: str) -> int:
    """Return the maximum size of a request body for a URL path, in bytes."""
    uploads = path.startswith(settings.UPLOAD_PATH)
    limit: int = settings.UPLOAD_BODY_LIMIT if uploads else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return limit


def check_body_length(path: str, length: str | None, *, chunked: bool) -> HTTPStatus | None:
    """Return the error status for a request body, or None if it may be read.

    ``length`` is the value of the ``Content-Length`` header. Bodies without a stated length are
    refused, because browsers don't send them and their size is known only after reading them.
    """
    if chunked:
        return HTTPStatus.LENGTH_REQUIRED
    if not length:
        return None
    if not (length.isascii() and length.isdecimal()):
        return HTTPStatus.BAD_REQUEST
    # Comparing the number of digits first avoids converting a very long number.
    digits = length.lstrip("0")
    limit = get_body_limit(path)
    if len(digits) > len(str(limit)) or int(digits or "0") > limit:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return None


class RequestBodyMiddleware:
    """Refuse request bodies that are too large, before anything reads them.

    ``DATA_UPLOAD_MAX_MEMORY_SIZE`` doesn't count uploaded files, so Django would read and store a
    multipart body of any size. Our server refuses the same bodies; this covers other WSGI servers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH")
        chunked = "HTTP_TRANSFER_ENCODING" in request.META
        if status := check_body_length(request.path_info, length, chunked=chunked):
            return HttpResponse(f"{status.phrase}\n", "text/plain", status)
        return self.get_response(request)
