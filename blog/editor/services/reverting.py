from accounts.models import User
from blog.articles.services import save_article
from blog.models import Article, Page, Revision
from blog.pages.services import save_page


def revert_to_revision(*, actor: User, content: Article | Page, revision: Revision) -> None:
    """Restore a revision's text and save it as a new revision.

    Raises ``PermissionDenied`` if the user may not edit the article or page.
    """
    for name, text in revision.texts.items():
        setattr(content, name, text)
    if isinstance(content, Page):
        save_page(actor=actor, page=content)
    else:
        save_article(actor=actor, article=content)
