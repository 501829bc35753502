"""JSON-LD for search engines: an article and one page of its comments."""

import json

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from blog.articles.structured_data import build_article_data
from blog.models import Article
from blog.site.current import build_absolute_url
from comments.models import Comment, Thread
from comments.rendering.comment_pages import CommentPage
from comments.rendering.items import CommentItem
from comments.rendering.rows import CommentRow
from core.datetime_format import format_utc
from core.sanitizing.summaries import summarize, summarize_text

# About as much as a search result shows. The full text is on the page.
_EXCERPT_LENGTH = 300
# A script element ends at the first "</script", even inside a JSON string.
_ESCAPES = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}


def render_json_ld(article: Article, thread: Thread, page: CommentPage) -> SafeString:
    """Return a JSON-LD script element with the article (a ``BlogPosting``) and its comments."""
    site_url = build_absolute_url("")
    node = build_article_data(article) | {
        "commentCount": thread.published_count,
        "comment": [
            _build_comment_node(site_url, item) for item in page.items if item.comment.is_readable
        ],
    }
    text = json.dumps(node, ensure_ascii=False)
    # str.translate is fifty times slower on text that isn't ASCII.
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308 - escaped above, as Django's json_script does
    )


def _build_author_node(comment: CommentRow) -> dict[str, str]:
    role = comment.author_role
    node = {"@type": "Person", "name": comment.author_name}
    return node | {"jobTitle": str(Comment.AuthorRole(role).label)} if role else node


def _build_comment_node(site_url: str, item: CommentItem) -> dict[str, object]:
    comment = item.comment
    url = site_url + item.url
    return {
        "@type": "Comment",
        "@id": url,
        "url": url,
        "author": _build_author_node(comment),
        "datePublished": comment.published_at and format_utc(comment.published_at),
        "text": _summarize(comment),
    }


def _summarize(comment: CommentRow) -> str:
    # Reading the text is faster, but it doesn't mark code.
    if "<pre" in comment.html:
        return summarize(comment.html, _EXCERPT_LENGTH)
    return summarize_text(comment.text, _EXCERPT_LENGTH)
