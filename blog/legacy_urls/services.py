from urllib.parse import unquote

from blog.legacy_urls.paths import normalize_legacy_path
from blog.models import Article, Redirect

_MAX_PATH_LENGTH = 500


def add_redirect(*, article: Article, path: str) -> Redirect | None:
    """Redirect an old path to an article, replacing any earlier redirect from that path.

    ``path`` is a path or full URL. Returns ``None`` for the article's own path, the root, and paths
    that are too long.
    """
    old = normalize_legacy_path(path)
    if old in {"/", unquote(article.get_absolute_url())} or len(old) > _MAX_PATH_LENGTH:
        return None
    redirect, _ = Redirect.objects.update_or_create(path=old, defaults={"article": article})
    return redirect
