"""Drawn pages, kept under a key that says everything they depend on.

A page of comments is a pure function of its key, so nothing ever has to be purged: when something
changes, its version changes, and the old page is asked for no more.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as store
from django.utils.safestring import SafeString, mark_safe

# Long enough to serve a busy thread, short enough to let old versions go.
MAX_AGE = 24 * 60 * 60
_PARTS_OF_A_TEMPLATE = {".html", ".xml", ".txt", ".mo"}


def get_or_render(key: tuple[object, ...], draw: Callable[[], SafeString]) -> SafeString:
    """Return the page kept under ``key``, or draw it and keep it.

    The templates' version is part of every key.
    """
    name = "page:" + hashlib.sha256(repr((*key, get_template_version())).encode()).hexdigest()
    kept: str | None = store.get(name)
    if kept is None:
        kept = str(draw())
        store.set(name, kept, MAX_AGE)
    return mark_safe(kept)  # noqa: S308 - a template's own output, kept as it was


@cache
def get_template_version() -> str:
    """Return a digest of all templates and their translations, read once.

    A page drawn by others is not ours.
    """
    digest = hashlib.sha256()
    for folder in (*settings.TEMPLATES[0]["DIRS"], *settings.LOCALE_PATHS):
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in _PARTS_OF_A_TEMPLATE:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
