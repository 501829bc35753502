"""What readers see of an article, made from its source when it is written."""

import re
from dataclasses import replace

from blog.models import Article, Page, SiteSettings
from blog.showing import known_pictures
from core.sanitizing.articles import Markup, clean_article
from core.sanitizing.comments import render_comment
from core.sanitizing.plain_text import plain_text

# Where an author wants lists to stop; WordPress and others write it so, sometimes with words in it.
MORE_MARK = "<!--more-->"
_MORE = re.compile(r"<!--\s*more\b[^>]*?-->", re.IGNORECASE)

# Stands for the mark while the sanitiser reads: a sign of no script, which nobody types.
_STAND_IN = "\ue001more\ue001"
_STAND_IN_PARAGRAPH = re.compile(rf"<p>{_STAND_IN}</p>|{_STAND_IN}")

LEAD_PARAGRAPHS = 3
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_VOID = {"br", "hr", "img", "wbr", "col", "source", "input"}
# A paragraph inside one of these is a part of something that isn't cut in two.
_WHOLE = {"blockquote", "li", "figure", "table", "dl", "details"}


def render(article: Article) -> None:
    """Set ``html``, ``lead_html``, ``has_more`` and ``text`` from source and markup. Saves nothing.

    The mark is looked for before sanitising, because no comment survives that.
    """
    markup = Markup(article.markup)
    pictures = known_pictures(article.source)
    before, *after = _MORE.split(article.source, maxsplit=1)
    whole = _MORE.sub("", article.source)
    article.html = in_list = clean_article(whole, markup=markup, pictures=pictures).html
    article.text = plain_text(article.html)
    if pictures.by_path:
        # In a list no picture is surely seen, so each is loaded when it is near.
        pictures = replace(pictures, eager_count=0)
        in_list = clean_article(whole, markup=markup, pictures=pictures).html
    if after and before.strip():
        article.lead_html = clean_article(before, markup=markup, pictures=pictures).html
    else:
        article.lead_html = first_paragraphs(in_list)
    article.has_more = article.lead_html != in_list


def render_page(page: Page) -> None:
    """Set ``html`` and ``text`` of a page from its source and markup. Saves nothing."""
    pictures = known_pictures(page.source)
    page.html = clean_article(page.source, markup=Markup(page.markup), pictures=pictures).html
    page.text = plain_text(page.html)


def render_settings(row: SiteSettings) -> None:
    """Set the HTML of the site's words about comments from what was typed. Saves nothing."""
    row.comment_policy_html = render_comment(row.comment_policy)


def for_editor(source: str) -> str:
    """Return HTML source as an editor may show it: cleaned as for readers, its mark kept."""
    marked = _MORE.sub(f"<p>{_STAND_IN}</p>", source)
    return _STAND_IN_PARAGRAPH.sub(MORE_MARK, clean_article(marked).html)


def first_paragraphs(html: str, count: int = LEAD_PARAGRAPHS) -> str:
    """Return ``html``, which must come from the sanitiser, up to the end of its n-th paragraph.

    What is open there is closed. A body that has no more paragraphs than that comes back whole.
    """
    opened: list[str] = []
    for tag in _TAG.finditer(html):
        name = tag["name"]
        if not tag["end"]:
            if name not in _VOID:
                opened.append(name)
            continue
        if opened and opened[-1] == name:
            opened.pop()
        if name == "p" and _WHOLE.isdisjoint(opened):
            count -= 1
        if count == 0:
            return _closed(html, tag.end(), opened)
    return html


def _closed(html: str, end: int, opened: list[str]) -> str:
    closing = "".join(f"</{name}>" for name in reversed(opened))
    return html if html[end:].strip() == closing else html[:end] + closing
