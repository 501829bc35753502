"""The site's title, look, and navigation, cached because every page needs them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from blog.models import SiteSettings
from core.compiled_queries import CompiledQuery
from core.synced_values import SyncedValue

DEFAULT_TITLE = "Folkmoot"
# Changes that bypass the services are visible within this many seconds.
_CACHE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link in the menu or the blogroll."""

    label: str
    url: str

    @property
    def is_external(self) -> bool:
        return not self.url.startswith("/")


@dataclass(frozen=True, slots=True)
class Site:
    """Everything needed to render a page's header and footer.

    ``accent`` and ``accent_dark`` are empty if the site uses the style sheet's default colors.
    """

    title: str
    tagline: str
    url: str
    zone: ZoneInfo
    language: str
    accent: str = ""
    accent_dark: str = ""
    comment_rules: SafeString | None = None
    menu: Sequence[NavigationLink] = ()
    blogroll: Sequence[NavigationLink] = ()
    # A digest of all other fields.
    version: str = ""

    @property
    def colors_version(self) -> str:
        """A digest of the accent colors, or an empty string for the default colors."""
        if not self.accent:
            return ""
        return hashlib.sha256(f"{self.accent}{self.accent_dark}".encode()).hexdigest()[:12]


def get_current_site() -> Site:
    """Return the site from the cache. Changes are visible in all processes at once."""
    return _site.get()


def clear_site_cache() -> None:
    """Make all processes load the site again. Call this after committing a change."""
    _site.clear()


def is_site_untitled() -> bool:
    """Check whether the site has no title yet."""
    return not SiteSettings.objects.filter(pk=1).exclude(title="").exists()


def override_language(language: str = "") -> override:
    """Return a context manager that activates a language, by default the site's.

    Used for output outside a request, such as email.
    """
    return override(language or get_current_site().language)


def build_absolute_url(path: str) -> str:
    """Return the public URL for a path on this site."""
    return f"{settings.SITE_URL}{path}"


class _Row(NamedTuple):
    """The columns of ``SiteSettings`` that a ``Site`` needs, with defaults for a missing row."""

    title: str = ""
    tagline: str = ""
    time_zone: str = ""
    language: str = ""
    accent: str = ""
    accent_dark: str = ""
    comment_rules_html: str = ""
    menu: Sequence[Sequence[str]] = ()
    blogroll: Sequence[Sequence[str]] = ()


def _query_rows() -> QuerySet[SiteSettings, Any]:
    return SiteSettings.objects.filter(pk=1).values_list(*_Row._fields)


_fetch_rows = CompiledQuery(_Row._make, _query_rows)


def _build_site(row: _Row) -> Site:
    site = Site(
        title=row.title or DEFAULT_TITLE,
        tagline=row.tagline,
        url=settings.SITE_URL,
        zone=ZoneInfo(row.time_zone or settings.TIME_ZONE),
        language=row.language or settings.LANGUAGE_CODE,
        accent=row.accent,
        accent_dark=row.accent_dark,
        comment_rules=mark_safe(row.comment_rules_html),  # noqa: S308 - sanitized on save
        menu=[NavigationLink(*link) for link in row.menu],
        blogroll=[NavigationLink(*link) for link in row.blogroll],
    )
    return replace(site, version=hashlib.sha256(repr(site).encode()).hexdigest()[:12])


_site = SyncedValue(
    "blog.site",
    lambda: _build_site(next(iter(_fetch_rows()), _Row())),
    seconds=_CACHE_SECONDS,
)
