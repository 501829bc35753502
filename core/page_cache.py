"""Cache of rendered pages. A page's key contains everything that the page depends on.

Nothing is ever purged: when content changes, its version changes, and with it the key.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as store
from django.utils.safestring import SafeString, mark_safe

# In seconds. Long enough for busy threads, short enough to get rid of old versions.
MAX_AGE = 24 * 60 * 60
_TEMPLATE_SUFFIXES = {".html", ".xml", ".txt", ".mo"}


def get_or_render(key: tuple[object, ...], render: Callable[[], SafeString]) -> SafeString:
    """Return the page cached under ``key``, or render and cache it.

    The key is extended with ``get_template_version()``.
    """
    name = "page:" + hashlib.sha256(repr((*key, get_template_version())).encode()).hexdigest()
    page: str | None = store.get(name)
    if page is None:
        page = str(render())
        store.set(name, page, MAX_AGE)
    return mark_safe(page)  # noqa: S308 - a template's output, unchanged


@cache
def get_template_version() -> str:
    """Return a digest of all templates and translations, computed once per process."""
    digest = hashlib.sha256()
    for folder in (*settings.TEMPLATES[0]["DIRS"], *settings.LOCALE_PATHS):
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in _TEMPLATE_SUFFIXES:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
