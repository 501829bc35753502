"""What watches over the process."""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)
_PROBE = "core.readyz"


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database and the cache answer; 503 when one of them doesn't."""
    failed = [name for name, probe in _PROBES.items() if not _answers(name, probe)]
    if failed:
        return HttpResponse(f"not ready: {', '.join(failed)}\n", "text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _cache() -> bool:
    cache.set(_PROBE, 1, 10)
    return bool(cache.get(_PROBE) == 1)


_PROBES = {"database": _database, "cache": _cache}


def _answers(name: str, probe: Callable[[], bool]) -> bool:
    try:
        return probe()
    # Each cache backend has errors of its own; whatever they are, the answer is no.
    except Exception:
        logger.exception("The %s doesn't answer", name)
        return False
