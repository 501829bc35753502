"""What search engines read: the article with the comments of one page, as JSON-LD."""

import json

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from blog.articles.structured_data import build_article_data
from blog.models import Article
from blog.site.current import build_absolute_url
from comments.models import Thread
from comments.pages import CommentPage, Item
from core.text import excerpt

# What a search result shows at most; the text itself is on the page.
_EXCERPT = 300
# A script element ends at the first "</script", whatever the JSON around it says.
_ESCAPES = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}


def json_ld(article: Article, thread: Thread, page: CommentPage) -> SafeString:
    """Return the ``BlogPosting`` with its comments, as an element of data that no browser runs."""
    site = build_absolute_url("")
    node = build_article_data(article) | {
        "commentCount": thread.published_count,
        "comment": [_comment_node(site, item) for item in page.items if item.comment.is_readable],
    }
    text = json.dumps(node, ensure_ascii=False)
    # One by one: ``translate`` is fifty times slower on text that isn't ASCII.
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308 - escaped above, as Django's json_script does
    )


def _comment_node(site: str, item: Item) -> dict[str, object]:
    comment = item.comment
    address = site + item.url
    return {
        "@type": "Comment",
        "@id": address,
        "url": address,
        "author": {"@type": "Person", "name": comment.author_name},
        "datePublished": comment.published_at and comment.published_at.isoformat(),
        "text": excerpt(comment.text, _EXCERPT),
    }
