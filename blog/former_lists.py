"""Lists of articles that a blog had elsewhere: its home, months, categories and feeds."""

import re
from collections.abc import Iterator

from blog.models import Category, Redirect

# TypePad put each blog below a folder, WordPress often does: "/my_weblog/2010/06/".
_FOLDER = re.compile(r"(?P<folder>/(?!(?:category|tag|[0-9]{4})/)[^/]+)(?P<place>/.*)")
_INDEX = re.compile(r"/index\.(?:html?|php)$")
# What is written alike there and here, and what is written otherwise.
_ALIKE = re.compile(
    r"/(?:[0-9]{4}/(?:(?:0[1-9]|1[0-2])/)?|page/[0-9]{1,5}/|archives/|tag/[^/]+/"
    r"|(?:comments/)?atom\.xml)?"
)
_DAY = re.compile(r"(?P<month>/[0-9]{4}/(?:0[1-9]|1[0-2])/)[0-9]{2}/")
_OTHERWISE = {
    "/archives.html": "/archives/",
    "/comments/feed/": "/comments/atom.xml",
    "/comments/index.rdf": "/comments/atom.xml",
    "/feed/": "/atom.xml",
    "/index.rdf": "/atom.xml",
    "/rss.xml": "/atom.xml",
}
_CATEGORY = re.compile(r"/(?:category/(?:[^/]+/)*)?(?P<slug>[-\w]+)/")


def new_list(path: str) -> str | None:
    """Return where the list at an old path is now, or None. Two queries at most.

    A folder is known by the articles that were in it.
    """
    if "\0" in path:  # PostgreSQL can't even be asked
        return None
    for folder, place in _readings(_INDEX.sub("/", path)):
        address = _address(place)
        if address not in {None, path} and (not folder or _is_known(folder)):
            return address
    return None


def _readings(path: str) -> Iterator[tuple[str, str]]:
    if below := _FOLDER.fullmatch(path):
        yield below["folder"], below["place"]
    yield "", path


def _address(place: str) -> str | None:
    if place in _OTHERWISE:
        return _OTHERWISE[place]
    if day := _DAY.fullmatch(place):
        return day["month"]
    if _ALIKE.fullmatch(place):
        return place
    found = _CATEGORY.fullmatch(place)
    slug = found["slug"].lower().replace("_", "-") if found else ""
    category = Category.objects.filter(slug=slug).first() if slug else None
    return category.get_absolute_url() if category else None


def _is_known(folder: str) -> bool:
    return Redirect.objects.filter(path__startswith=f"{folder}/").exists()
