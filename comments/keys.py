"""The keys under which drawn comments are kept."""

from django.conf import settings
from django.utils.translation import get_language

from blog.models import Article
from comments import avatars
from comments.markup import VERSION
from comments.models import Thread
from comments.peace.folding import recommendations_on, stamp


def key_of(
    kind: str, *own: object, article: Article, thread: Thread, can_reply: bool
) -> tuple[object, ...]:
    """Return the key of something that is drawn of a thread: all that it can depend on.

    ``own`` is what only this kind of drawing depends on. Of the article, that is what the
    structured data says; its author comes along, or costs a query.
    """
    return (
        kind,
        *own,
        VERSION,
        thread.pk,
        thread.version,
        can_reply,
        recommendations_on(),
        settings.COMMENT_AVATARS and avatars.STYLE,
        stamp(thread),
        get_language(),
        article.url_args,
        article.title,
        article.description,
        # An account is renamed without a change of its articles.
        article.byline,
        article.published_at,
        article.updated_at,
        settings.SITE_URL,
    )
