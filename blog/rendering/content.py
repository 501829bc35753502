"""Render articles, pages, and the comment rules to HTML when they are saved."""

import re
from dataclasses import replace

from blog.models import Article, Page, SiteSettings
from blog.pictures.responsive_images import get_known_pictures
from core.sanitizing.articles import Markup, clean_article
from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text

# Where an article is cut on the home page. WordPress allows link text inside the mark.
MORE_MARK = "<!--more-->"
_MORE = re.compile(r"<!--\s*more\b[^<>]*?-->", re.IGNORECASE)

# Replaces the mark during sanitizing. The character is from the private use area.
_PLACEHOLDER = "\ue001more\ue001"
_PLACEHOLDER_PARAGRAPH = re.compile(rf"<p>{_PLACEHOLDER}</p>|{_PLACEHOLDER}")

LEAD_PARAGRAPHS = 3
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>")
_VOID = {"br", "hr", "img", "wbr", "col", "source", "input"}
# A lead never ends inside one of these elements.
_UNDIVIDED = {"blockquote", "li", "figure", "table", "dl", "details"}


def render_article(article: Article) -> None:
    """Set ``html``, ``lead_html``, ``has_more``, and ``text`` from source and markup; don't save.

    The "more" mark is an HTML comment, so the source is split at it before sanitizing removes all
    HTML comments.
    """
    markup = Markup(article.markup)
    pictures = get_known_pictures(article.source)
    before, *after = _MORE.split(article.source, maxsplit=1)
    full = _MORE.sub("", article.source)
    article.html = in_list = clean_article(full, markup=markup, pictures=pictures).html
    article.text = plain_text(article.html)
    if pictures.by_path:
        # On the home page, any picture may be below the fold, so all of them load lazily.
        pictures = replace(pictures, eager_count=0)
        in_list = clean_article(full, markup=markup, pictures=pictures).html
    if after and before.strip():
        article.lead_html = clean_article(before, markup=markup, pictures=pictures).html
    else:
        article.lead_html = cut_after_paragraphs(in_list)
    article.has_more = article.lead_html != in_list


def render_page(page: Page) -> None:
    """Set ``html`` and ``text`` of a page from its source and markup; don't save."""
    pictures = get_known_pictures(page.source)
    page.html = clean_article(page.source, markup=Markup(page.markup), pictures=pictures).html
    page.text = plain_text(page.html)


def render_site_settings(row: SiteSettings) -> None:
    """Set ``comment_rules_html`` from ``comment_rules``; don't save."""
    row.comment_rules_html = render_comment(row.comment_rules)


def sanitize_for_editor(source: str) -> str:
    """Return sanitized HTML source for the editor, with its "more" mark preserved."""
    marked = _MORE.sub(f"<p>{_PLACEHOLDER}</p>", source)
    return _PLACEHOLDER_PARAGRAPH.sub(MORE_MARK, clean_article(marked).html)


def cut_after_paragraphs(html: str, count: int = LEAD_PARAGRAPHS) -> str:
    """Cut sanitized HTML after its ``count``-th paragraph and close all open elements.

    HTML with ``count`` or fewer paragraphs is returned unchanged.
    """
    open_tags: list[str] = []
    for tag in _TAG.finditer(html):
        name = tag["name"]
        if not tag["end"]:
            if name not in _VOID:
                open_tags.append(name)
            continue
        if open_tags and open_tags[-1] == name:
            open_tags.pop()
        if name == "p" and _UNDIVIDED.isdisjoint(open_tags):
            count -= 1
        if count == 0:
            return _cut_and_close(html, tag.end(), open_tags)
    return html


def _cut_and_close(html: str, end: int, open_tags: list[str]) -> str:
    closing = "".join(f"</{name}>" for name in reversed(open_tags))
    return html if html[end:].strip() == closing else html[:end] + closing
