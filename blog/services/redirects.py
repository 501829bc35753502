"""Old addresses."""

from urllib.parse import unquote

from blog.models import Article, Redirect
from blog.naming import old_path

_LONGEST_PATH = 500


def add_redirect(*, article: Article, path: str) -> Redirect | None:
    """Let an old address lead to the article; what led elsewhere before leads here now.

    ``path`` is a path or a whole address, of which the path is taken. Returns nothing for one that
    is the article's own, that is longer than an address is kept, or that has no path.
    """
    old = old_path(path)
    if old in {"/", unquote(article.get_absolute_url())} or len(old) > _LONGEST_PATH:
        return None
    redirect, _ = Redirect.objects.update_or_create(path=old, defaults={"article": article})
    return redirect
