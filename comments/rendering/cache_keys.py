"""Cache keys for rendered comments."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from blog.models import Article
from comments.models import Thread
from comments.rendering import avatars
from comments.rendering.comment_html import VERSION
from comments.rendering.recommendation_slices import are_recommendations_enabled, get_slice


def build_cache_key(
    kind: str, *specific: object, article: Article, thread: Thread, can_reply: bool
) -> tuple[object, ...]:
    """Return a key with everything that a rendered part of a thread can depend on.

    ``specific`` contains the values that only this ``kind`` of part depends on. For a page, these
    are its number, view, order, and size, which ``cached_html.render_page`` adds. The key includes
    the article fields that appear in the JSON-LD. One query if the article's author isn't loaded,
    otherwise none.
    """
    return (
        kind,
        *specific,
        VERSION,
        thread.pk,
        thread.version,
        can_reply,
        are_recommendations_enabled(),
        settings.COMMENT_AVATARS and avatars.STYLE,
        get_slice(thread),
        get_language(),
        str(timezone.get_current_timezone()),
        article.url_args,
        article.title,
        article.description,
        # Renaming an account doesn't change its articles.
        article.byline,
        article.published_at,
        article.updated_at,
        settings.SITE_URL,
    )
