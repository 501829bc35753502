"""Going back to what an article or a page said."""

from accounts.models import User
from blog.models import Article, Page, Revision
from blog.services.articles import save_article
from blog.services.pages import save_page


def revert(*, actor: User, written: Article | Page, revision: Revision) -> None:
    """Give it the words of one of its revisions. What it says now is kept as well.

    Raises ``PermissionDenied``.
    """
    for name, words in revision.texts.items():
        setattr(written, name, words)
    if isinstance(written, Page):
        save_page(actor=actor, page=written)
    else:
        save_article(actor=actor, article=written)
