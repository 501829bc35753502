"""Who spoke in a thread and under which numbers, for completion while somebody types."""

import json

from django.utils.safestring import SafeString

from blog.models import Article
from comments.models import Comment, Thread
from core.page_cache import get_or_render

# People answer what was said lately; whoever means an older comment knows its number.
MOST = 500


def names_json(article: Article) -> SafeString:
    """Return ``{"comments": [[number, name], ...]}`` of the newest comments, the newest first.

    One query when the thread has changed since, none otherwise. The article comes with its thread.
    """
    try:
        thread = article.thread
    except Thread.DoesNotExist:
        return _json([])
    return get_or_render(("names", thread.pk, thread.version), lambda: _json(_newest(thread)))


def _newest(thread: Thread) -> list[tuple[int | None, str]]:
    published = Comment.objects.filter(thread=thread, number__isnull=False).published()
    return list(published.order_by("-number").values_list("number", "author_name")[:MOST])


def _json(comments: list[tuple[int | None, str]]) -> SafeString:
    # Kept as pages are; it is never put into one.
    text = json.dumps({"comments": comments}, ensure_ascii=False, separators=(",", ":"))
    return SafeString(text)
