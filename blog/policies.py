"""Permission checks for articles and pages, used by views, the admin, and services."""

from accounts.models import AnyUser
from blog.models import Article, Content, Page


def can_read_article(user: AnyUser, article: Article) -> bool:
    """Check whether the user may read the article.

    Only its author and editors may read an unpublished article. ``ArticleQuerySet.readable_by``
    implements the same rule as a query.
    """
    return article.is_public or can_change_article(user, article)


def can_create_article(user: AnyUser) -> bool:
    return user.has_perm("blog.add_article")


def can_change_article(user: AnyUser, article: Article) -> bool:
    """Check whether the user may change the article: their own or, for editors, any article."""
    is_own = user.pk is not None and article.author_id == user.pk
    return user.has_perm("blog.change_article") and (is_own or can_edit_any_article(user))


def can_delete_article(user: AnyUser, article: Article) -> bool:
    """Check whether the user may delete the article, which also deletes its comments."""
    return user.has_perm("blog.delete_article") and can_change_article(user, article)


def can_edit_any_article(user: AnyUser) -> bool:
    """Check whether the user may change and reassign other authors' articles."""
    return user.has_perm("blog.edit_any_article")


def can_publish_article(user: AnyUser) -> bool:
    return user.has_perm("blog.publish_article")


def can_add_picture(user: AnyUser) -> bool:
    """Check whether the user may upload pictures, which requires access to the admin."""
    return bool(user.is_staff and user.has_perm("blog.add_picture"))


def can_change_site_settings(user: AnyUser) -> bool:
    return user.is_active and user.has_perm("blog.change_sitesettings")


def can_edit_pages(user: AnyUser) -> bool:
    return user.is_active and user.has_perm("blog.change_page")


def can_read_page(user: AnyUser, page: Page) -> bool:
    return page.is_published or can_edit_pages(user)


def can_open_editor(user: AnyUser, content: Content) -> bool:
    """Check whether the user may open the article or page in the admin."""
    return user.is_staff and can_edit(user, content)


def can_edit(user: AnyUser, content: Content) -> bool:
    """Check whether the user may edit the article or page or, if it is new, create it."""
    if isinstance(content, Page):
        return can_edit_pages(user)
    if isinstance(content, Article) and content.pk is not None:
        return can_change_article(user, content)
    return can_create_article(user)
