"""Parse a saved HTML article page that uses a TypePad or Movable Type template.

Templates differ between blogs, so the selectors cover all known ones: TypePad's current ones
(``entry-body``, ``comment-footer``), its older ones (``comments-body``), and Movable Type's
(``asset-body``, ``vcard author``).
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlunsplit

from bs4 import BeautifulSoup, Tag

from core.sanitizing.articles import Markup
from core.text import clean_line
from interchange.date_parsing import parse_date
from interchange.html_conversion import convert_to_comment_text
from interchange.saved_pages.bylines import Byline, CommentKeys, find_missing_comments, parse_byline
from interchange.source_records import (
    ReadOptions,
    SourceArticle,
    SourceComment,
    SourceItem,
    SourceSite,
    SourceWarning,
    UnreadableSource,
)
from interchange.source_urls import (
    build_basename,
    build_page_key,
    get_path,
    parse_dated_path,
    split_url,
)

_TITLES = ".entry-header, .entry-title, .asset-name, h1.title, h3.title"
_BODIES = ".entry-body, .asset-body, .entry-content, .asset-content, .blogbody"
_MORE = ".entry-more, .asset-more"
_FOOTERS = ".entry-footer, .post-footers, .asset-meta, .posted"
_SITES = "#banner-header, .banner-header, #header-name, .site-title"
_TAGLINES = "#banner-description, .banner-description, #header-description, .site-description"
_COMMENTS = ".comment, .comments-body, [id^=comment-]"
_COMMENT_TEXTS = ".comment-content, .comment-body, .comments-content"
_COMMENT_FOOTERS = (
    ".comment-footer, .comments-footer, .comment-meta, .comments-post, .posted, .comment-header"
)
_COMMENT_AUTHORS = ".comment-author, .author, .fn"
_COMMENT_DATES = "time, abbr.published, .comment-date, .published"
_COMMENT_METADATA = (
    f"{_COMMENT_FOOTERS}, .comment-avatar, .avatar, script, style, form, .comment-reply"
)
_ID = re.compile(r"(?:comment-|c)?(6a[0-9a-f]{16,}|\d+)$")
_POSTED_ON = re.compile(
    r"Posted (?:by (?P<author>.{1,200}?) )?(?:on|at) "
    r"(?P<date>\w+ \d{1,2}, \d{4}(?: at \d{1,2}:\d{2} [AP]M)?)"
)
_IN_COMMENTS = re.compile(r"^comments?(?:-|$)")
_PAGED = re.compile(r"/comments/page/\d+/?$")
_SAID_SUFFIX = re.compile(r"(?<!\s)\s+(?:said|says|replied|wrote)\b.*$", re.IGNORECASE | re.DOTALL)


def read_html_page(name: str, text: str, options: ReadOptions) -> Iterator[SourceItem]:
    """Yield the site, the article, and warnings from a page.

    ``name`` is the file name used in messages, and ``text`` is the HTML. Raises UnreadableSource if
    the page is truncated or isn't a single article's page.
    """
    if not re.search(r"</html\s*>", text[-10_000:], re.IGNORECASE):
        raise UnreadableSource(f"{name} is truncated: the closing </html> is missing.")
    page = BeautifulSoup(text, "lxml")
    head = _read_head(name, page, options)
    if site := _get_site(page):
        yield site
    comments, warnings = _read_comments(name, page, options)
    yield from warnings
    yield from find_missing_comments(name, comments, options.timezone)
    yield SourceArticle(
        key=head.key,
        title=head.title,
        basename=head.basename,
        published_at=head.date,
        place=name,
        author=head.author,
        url=head.url,
        markup=Markup.HTML,
        body=_get_inner_html(_select_first(page, _BODIES)),
        more=_get_inner_html(_select_first(page, _MORE)),
        categories=_get_labels(
            page, '.entry-footer a[rel="tag"], .entry-categories a, .asset-categories a'
        ),
        tags=_get_labels(page, ".entry-tags a, .asset-tags a"),
        comments=tuple(comments),
    )


@dataclass(frozen=True, slots=True)
class _Head:
    title: str
    date: dt.datetime
    basename: str
    author: str
    url: str
    key: str


def _read_head(name: str, page: BeautifulSoup, options: ReadOptions) -> _Head:
    title = _get_text(_select_first(page, _TITLES)) or _get_meta(page, "og:title")
    posted = next(
        (
            found
            for footer in page.select(_FOOTERS)
            if (found := _POSTED_ON.search(_get_text(footer)))
        ),
        None,
    )
    date = _get_article_date(page, posted["date"] if posted else "", options)
    if not title or date is None or _select_first(page, _BODIES) is None:
        raise UnreadableSource(f"{name} is not a saved page of a TypePad article.")
    url = _get_url(page)
    local = date.astimezone(options.timezone)
    address = parse_dated_path(get_path(url)) or (local.year, local.month, build_basename(title))
    author = (posted["author"] or "") if posted else ""
    return _Head(
        title, date, address[2], author or _get_meta(page, "author"), url, build_page_key(*address)
    )


def _get_article_date(page: BeautifulSoup, posted: str, options: ReadOptions) -> dt.datetime | None:
    """Return the article's time, from the most precise source on the page."""
    stamps = page.select("abbr.published[title], time[datetime]")
    stamped = next(
        (stamp for stamp in stamps if stamp.find_parent(class_=_IN_COMMENTS) is None), None
    )
    places = (
        _get_meta(page, "article:published_time"),
        posted if ":" in posted else "",
        _get_attribute(stamped, "title") or _get_attribute(stamped, "datetime"),
        posted,
        _get_text(page.select_one(".date-header, .dateheader, .entry-date")),
    )
    return next(
        (
            date
            for place in places
            if (date := parse_date(_remove_weekday(place), options.timezone))
        ),
        None,
    )


def _remove_weekday(text: str) -> str:
    """Remove the weekday that some templates put before the date."""
    return re.sub(r"^[A-Za-z]+day,\s+", "", text)


def _get_url(page: BeautifulSoup) -> str:
    """Return the article's URL, or an empty string; a comment page number is removed."""
    link = page.select_one('link[rel="canonical"], a.permalink, a[rel="bookmark"]')
    parts = split_url(_get_attribute(link, "href") or _get_meta(page, "og:url"))
    if parts.scheme not in {"http", "https"}:
        return ""
    path = _PAGED.sub(".html", parts.path)
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _get_site(page: BeautifulSoup) -> SourceSite | None:
    title = _get_text(_select_first(page, _SITES)) or _get_meta(page, "og:site_name")
    return SourceSite(title, _get_text(_select_first(page, _TAGLINES))) if title else None


def _read_comments(
    name: str, page: BeautifulSoup, options: ReadOptions
) -> tuple[list[SourceComment], list[SourceWarning]]:
    keys = CommentKeys()
    comments: dict[str, SourceComment] = {}
    warnings = []
    for element in _get_comment_elements(page):
        byline = _get_byline(element, options)
        text = _get_comment_text(element)
        if byline is None:
            beginning = " ".join(text.split()[:8])
            warnings.append(
                SourceWarning(name, f"Skipped a comment without a byline: “{beginning}”.")
            )
            continue
        key = _get_id(element) or keys.next_key(byline)
        comments.setdefault(key, SourceComment(
            key=key,
            author=byline.author,
            published_at=byline.published_at,
            body=text,
            place=f"{name}, {_get_id(element) or f'comment {len(comments) + 1}'}",
            url=_get_author_url(element, byline.author),
            number=byline.number,
            legacy_id=_get_id(element),
            parent_key=_get_parent_key(element, set(comments)),
        ))  # fmt: skip
    return list(comments.values()), warnings


def _get_comment_elements(page: BeautifulSoup) -> Iterator[Tag]:
    """Yield the elements of individual comments.

    Elements for anchors, parts of comments, and the comment preview are skipped.
    """
    for element in page.select(_COMMENTS):
        is_part = element.get("id") and not _ID.match(str(element["id"]))
        is_preview = element.find_parent(id=re.compile("preview")) is not None
        inner = [
            child for child in element.select(_COMMENTS) if _get_id(child) in {"", _get_id(element)}
        ]
        has_comment_inside = any(child.select_one(_COMMENT_FOOTERS) for child in inner)
        if not (is_part or is_preview or has_comment_inside) and element.select_one(
            _COMMENT_FOOTERS
        ):
            yield element


def _get_id(element: Tag) -> str:
    """Return the comment ID of an element or, failing that, of its parent element, or ""."""
    found = _ID.match(str(element.get("id") or ""))
    if found is None and (parent := element.parent) is not None:
        found = _ID.match(str(parent.get("id") or ""))
    return found[1] if found else ""


def _get_own_parts(element: Tag, selector: str) -> Iterator[Tag]:
    """Yield the matching elements that belong to this comment rather than to a nested reply."""
    for part in element.select(selector):
        holder = next((up for up in part.parents if up is element or _is_comment(up)), element)
        if holder is element or _get_id(holder) == _get_id(element):
            yield part


def _is_comment(element: Tag) -> bool:
    classes = element.get("class") or []
    return "comment" in classes or "comments-body" in classes


def _get_byline(element: Tag, options: ReadOptions) -> Byline | None:
    """Return a comment's author and date, from its footer or from separate elements."""
    footers = [_get_text(footer) for footer in _get_own_parts(element, _COMMENT_FOOTERS)]
    for text in footers:
        byline = parse_byline(re.sub(r"^.*(?=Posted by:)", "", text), options.timezone)
        if byline and byline.is_closing:
            return byline
    author = (
        _get_text(next(_get_own_parts(element, _COMMENT_AUTHORS), None))
        or "".join(footers[:1]).partition(" | ")[0]
    )
    author = _SAID_SUFFIX.sub("", author)
    date = _get_comment_date(element, options)
    return Byline(author, date, None, is_closing=True) if author and date else None


def _get_comment_date(element: Tag, options: ReadOptions) -> dt.datetime | None:
    """Return a comment's time, preferably from a machine-readable attribute."""
    parts = list(_get_own_parts(element, f"{_COMMENT_DATES}, a[href*='#']"))
    stamps = [_get_attribute(part, name) for name in ("datetime", "title") for part in parts]
    texts = [*stamps, *map(_get_text, parts)]
    return next(
        (date for text in texts if (date := parse_date(_remove_weekday(text), options.timezone))),
        None,
    )


def _get_comment_text(element: Tag) -> str:
    if content := next(_get_own_parts(element, _COMMENT_TEXTS), None):
        return convert_to_comment_text(content)
    copy = BeautifulSoup(str(element), "lxml")
    for part in copy.select(_COMMENT_METADATA):
        part.decompose()
    return convert_to_comment_text(copy)


def _get_author_url(element: Tag, author: str) -> str:
    for footer in _get_own_parts(element, f"{_COMMENT_FOOTERS}, {_COMMENT_AUTHORS}"):
        for link in footer.select("a[href]"):
            if _get_text(link) == author and "#" not in str(link["href"]):
                return str(link["href"])
    return ""


def _get_parent_key(element: Tag, known: set[str]) -> str:
    """Return the parent comment's key if the page links to the parent, or ""."""
    for link in _get_own_parts(element, ".comment-header a, .comment-footer a, .in-reply-to a"):
        found = re.search(r"#(?:comment-|c)(\w+)$", str(link.get("href") or ""))
        if found and found[1] in known and found[1] != _get_id(element):
            return found[1]
    return ""


def _select_first(page: Tag, selectors: str) -> Tag | None:
    """Return the first match for the first of the selectors that matches anything.

    A single query would return outer elements first, because templates nest these elements.
    """
    found = (page.select_one(selector) for selector in selectors.split(", "))
    return next((element for element in found if element is not None), None)


def _get_text(element: Tag | None) -> str:
    return clean_line(element.get_text(" ")) if element is not None else ""


def _get_attribute(element: Tag | None, name: str) -> str:
    return str(element.get(name) or "") if element is not None else ""


def _get_meta(page: BeautifulSoup, name: str) -> str:
    return _get_attribute(
        page.select_one(f'meta[property="{name}"], meta[name="{name}"]'), "content"
    )


def _get_inner_html(element: Tag | None) -> str:
    return element.decode_contents().strip() if element is not None else ""


def _get_labels(page: BeautifulSoup, selector: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_get_text, page.select(selector)))))
