"""Find lists by legacy URL: the home page, months, categories, and feeds."""

import re
from collections.abc import Iterator

from blog.models import Category, Redirect

# TypePad puts each blog in a folder, and WordPress often does: "/my_weblog/2010/06/".
_FOLDER = re.compile(r"(?P<folder>/(?!(?:category|tag|[0-9]{4})/)[^/]+)(?P<rest>/.*)")
_INDEX = re.compile(r"/index\.(?:html?|php)$")
# Paths that are the same on this site. ``_DIFFERENT`` maps paths that are not.
_SAME = re.compile(
    r"/(?:[0-9]{4}/(?:(?:0[1-9]|1[0-2])/)?|page/[0-9]{1,5}/|archives/|tag/[^/]+/"
    r"|(?:comments/)?atom\.xml)?"
)
_DAY = re.compile(r"(?P<month>/[0-9]{4}/(?:0[1-9]|1[0-2])/)[0-9]{2}/")
_DIFFERENT = {
    "/archives.html": "/archives/",
    "/comments/feed/": "/comments/atom.xml",
    "/comments/index.rdf": "/comments/atom.xml",
    "/feed/": "/atom.xml",
    "/index.rdf": "/atom.xml",
    "/rss.xml": "/atom.xml",
}
_CATEGORY = re.compile(r"/(?:category/(?:[^/]+/)*)?(?P<slug>[-\w]+)/")


def find_list_url(path: str) -> str | None:
    """Return the current URL of the list at a legacy path, or None. Runs at most two queries.

    A leading folder counts as the old blog's folder only if there are redirects for articles in
    that folder.
    """
    if "\0" in path:  # PostgreSQL rejects null characters
        return None
    for folder, rest in _split_folder(_INDEX.sub("/", path)):
        url = _find_url(rest)
        if url not in {None, path} and (not folder or _is_blog_folder(folder)):
            return url
    return None


def _split_folder(path: str) -> Iterator[tuple[str, str]]:
    if match := _FOLDER.fullmatch(path):
        yield match["folder"], match["rest"]
    yield "", path


def _find_url(path: str) -> str | None:
    if path in _DIFFERENT:
        return _DIFFERENT[path]
    if day := _DAY.fullmatch(path):
        return day["month"]
    if _SAME.fullmatch(path):
        return path
    category_match = _CATEGORY.fullmatch(path)
    slug = category_match["slug"].lower().replace("_", "-") if category_match else ""
    category = Category.objects.filter(slug=slug).first() if slug else None
    return category.get_absolute_url() if category else None


def _is_blog_folder(folder: str) -> bool:
    return Redirect.objects.filter(path__startswith=f"{folder}/").exists()
