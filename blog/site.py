"""The site's own words (title, tagline), read on every page and so kept in the cache."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

from blog.models import SiteSettings

DEFAULT_TITLE = "Folkmoot"
# Another process that changes the words is seen here after this time at the latest.
_KEPT_FOR = 60
_KEY = "blog.site"


@dataclass(frozen=True, slots=True)
class Site:
    """What a page's head and foot need to know."""

    title: str
    tagline: str
    url: str


def current_site() -> Site:
    """Return the site's words; at most one query a minute and process."""
    site: Site | None = cache.get(_KEY)
    if site is None:
        row = SiteSettings.objects.filter(pk=1).first() or SiteSettings()
        site = Site(title=row.title or DEFAULT_TITLE, tagline=row.tagline, url=settings.SITE_URL)
        cache.set(_KEY, site, _KEPT_FOR)
    return site


def set_site(*, title: str, tagline: str) -> None:
    """Write the site's words; they are on the next page that this process draws."""
    SiteSettings.objects.update_or_create(pk=1, defaults={"title": title, "tagline": tagline})
    cache.delete(_KEY)


def is_untitled() -> bool:
    """Whether nobody has named the site yet."""
    return not SiteSettings.objects.filter(pk=1).exclude(title="").exists()


def absolute(path: str) -> str:
    """Return the public address of a path of this site."""
    return f"{settings.SITE_URL}{path}"
