"""The names and numbers of a thread's comments, for autocompletion in the comment form."""

import json

from django.utils.safestring import SafeString

from blog.models import Article
from comments.models import Comment, Thread
from core.page_cache import get_or_render

# Readers mostly reply to recent comments. To mention an older one, they can type its number.
MAX_SUGGESTIONS = 500


def get_names_json(article: Article) -> SafeString:
    """Return ``{"comments": [[number, name], ...]}`` for the newest comments, newest first.

    article: Must be loaded with its thread.

    The result is cached until the thread changes. One query if it isn't cached, otherwise none.
    """
    try:
        thread = article.thread
    except Thread.DoesNotExist:
        return _encode([])
    return get_or_render(
        ("names", thread.pk, thread.version), lambda: _encode(_load_newest(thread))
    )


def _load_newest(thread: Thread) -> list[tuple[int | None, str]]:
    published = Comment.objects.filter(thread=thread, number__isnull=False).published()
    return list(
        published.order_by("-number").values_list("number", "author_name")[:MAX_SUGGESTIONS]
    )


def _encode(comments: list[tuple[int | None, str]]) -> SafeString:
    # The cache requires a SafeString; this is never inserted into HTML.
    text = json.dumps({"comments": comments}, ensure_ascii=False, separators=(",", ":"))
    return SafeString(text)
