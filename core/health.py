"""Health checks for load balancers and process managers."""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)
_CACHE_KEY = "core.readyz"


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Report that the process is running."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Report whether the database and the cache work, with status 503 if one of them doesn't."""
    failed = [name for name, check in _CHECKS.items() if not _run(name, check)]
    if failed:
        return HttpResponse(f"not ready: {', '.join(failed)}\n", "text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


def _check_database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _check_cache() -> bool:
    cache.set(_CACHE_KEY, 1, 10)
    return bool(cache.get(_CACHE_KEY) == 1)


_CHECKS = {"database": _check_database, "cache": _check_cache}


def _run(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    # Each cache backend raises its own exceptions. Any of them means that it isn't working.
    except Exception:
        logger.exception("The %s doesn't answer", name)
        return False
