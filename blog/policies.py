"""Who may do what with articles and pages. Asked by views and the admin, and again by services."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from blog.models import Article, Page, Written

Visitor = User | AnonymousUser


def can_read_article(user: Visitor, article: Article) -> bool:
    """Whether the article may be read: what isn't public yet, only by those who write here."""
    return article.is_public or user.has_perm("blog.change_article")


def can_write_article(user: Visitor) -> bool:
    """Whether new articles may be begun."""
    return user.has_perm("blog.add_article")


def can_change_article(user: Visitor, article: Article) -> bool:
    """Whether this article may be changed: by its author, and by those who edit everybody's."""
    is_own = user.pk is not None and article.author_id == user.pk
    return user.has_perm("blog.change_article") and (is_own or can_edit_any_article(user))


def can_delete_article(user: Visitor, article: Article) -> bool:
    """Whether this article may be deleted, with its comments."""
    return user.has_perm("blog.delete_article") and can_change_article(user, article)


def can_edit_any_article(user: Visitor) -> bool:
    """Whether other people's articles may be changed, and given to others."""
    return user.has_perm("blog.edit_any_article")


def can_publish(user: Visitor) -> bool:
    """Whether an article may be put before readers."""
    return user.has_perm("blog.publish_article")


def can_add_picture(user: Visitor) -> bool:
    """Whether pictures may be taken in, where only those who may enter the admin see them."""
    return bool(user.is_staff and user.has_perm("blog.add_picture"))


def can_name_site(user: Visitor) -> bool:
    """Whether the site's title, looks and links may be changed."""
    return user.is_active and user.has_perm("blog.change_sitesettings")


def can_write_page(user: Visitor) -> bool:
    """Whether the pages beside the articles may be written."""
    return user.is_active and user.has_perm("blog.change_page")


def can_read_page(user: Visitor, page: Page) -> bool:
    """Whether a page may be read: an unpublished one, only by those who write pages."""
    return page.is_published or can_write_page(user)


def can_enter_editor(user: Visitor, written: Written) -> bool:
    """Whether the admin, where articles and pages are written, opens this one to the user."""
    return user.is_staff and can_write(user, written)


def can_write(user: Visitor, written: Written) -> bool:
    """Whether this article or page may be written, be it a new one or one that is there."""
    if isinstance(written, Page):
        return can_write_page(user)
    if isinstance(written, Article) and written.pk is not None:
        return can_change_article(user, written)
    return can_write_article(user)
