"""The site's own words and looks, read on every page and so kept in the cache."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from blog.models import SiteSettings
from core.compiled_queries import CompiledQuery

DEFAULT_TITLE = "Folkmoot"
# Another process that changes the words is seen here after this time at the latest.
_KEPT_FOR = 60
_KEY = "blog.site"


@dataclass(frozen=True, slots=True)
class SiteAnchor:
    """A link that stands on every page."""

    label: str
    address: str

    @property
    def is_elsewhere(self) -> bool:
        """Whether it leads to another site."""
        return not self.address.startswith("/")


@dataclass(frozen=True, slots=True)
class Site:
    """What a page's head and foot need to know.

    ``accent`` and ``accent_dark`` are empty where the style sheet's own colour stands.
    """

    title: str
    tagline: str
    url: str
    zone: ZoneInfo
    language: str
    accent: str = ""
    accent_dark: str = ""
    comment_policy: SafeString | None = None
    menu: Sequence[SiteAnchor] = ()
    blogroll: Sequence[SiteAnchor] = ()
    # Tells these words and looks from any others.
    version: str = ""

    @property
    def colours_version(self) -> str:
        """Tell one choice of colours from another; empty where nothing was chosen."""
        if not self.accent:
            return ""
        return hashlib.sha256(f"{self.accent}{self.accent_dark}".encode()).hexdigest()[:12]


def current_site() -> Site:
    """Return the site's words and looks; at most one query a minute and process."""
    site: Site | None = cache.get(_KEY)
    if site is None:
        site = _site(next(iter(_ROWS()), _Row()))
        cache.set(_KEY, site, _KEPT_FOR)
    return site


def set_site(*, title: str, tagline: str) -> None:
    """Write the site's words; they are on the next page that this process draws."""
    SiteSettings.objects.update_or_create(pk=1, defaults={"title": title, "tagline": tagline})
    forget_site()


def forget_site() -> None:
    """Let the next page of this process read what was just written."""
    cache.delete(_KEY)


def is_untitled() -> bool:
    """Whether nobody has named the site yet."""
    return not SiteSettings.objects.filter(pk=1).exclude(title="").exists()


def speaking(language: str = "") -> override:
    """Speak a language for a while, or the site's where none is given: ``with speaking():``.

    For what is written with no reader's request to go by, such as mail.
    """
    return override(language or current_site().language)


def absolute(path: str) -> str:
    """Return the public address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


class _Row(NamedTuple):
    """What is read of the settings, and what holds as long as there are none."""

    title: str = ""
    tagline: str = ""
    time_zone: str = ""
    language: str = ""
    accent: str = ""
    accent_dark: str = ""
    comment_policy_html: str = ""
    menu: Sequence[Sequence[str]] = ()
    blogroll: Sequence[Sequence[str]] = ()


def _rows() -> QuerySet[SiteSettings, Any]:
    return SiteSettings.objects.filter(pk=1).values_list(*_Row._fields)


_ROWS = CompiledQuery(_Row._make, _rows)


def _site(row: _Row) -> Site:
    site = Site(
        title=row.title or DEFAULT_TITLE,
        tagline=row.tagline,
        url=settings.SITE_URL,
        zone=ZoneInfo(row.time_zone or settings.TIME_ZONE),
        language=row.language or settings.LANGUAGE_CODE,
        accent=row.accent,
        accent_dark=row.accent_dark,
        comment_policy=mark_safe(row.comment_policy_html),  # noqa: S308 - the sanitiser made it
        menu=[SiteAnchor(*link) for link in row.menu],
        blogroll=[SiteAnchor(*link) for link in row.blogroll],
    )
    return replace(site, version=hashlib.sha256(repr(site).encode()).hexdigest()[:12])
