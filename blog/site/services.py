"""Save the site settings and the navigation links."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from blog import policies
from blog.models import Page, SiteLink, SiteSettings
from blog.rendering.content import render_site_settings
from blog.site.current import clear_site_cache
from core.contrast import make_readable
from core.text import clean_line

# The backgrounds of text in the accent color: --paper and --tint in the style sheet.
LIGHT_BACKGROUNDS = ("#fffdf9", "#f7f1e5")
DARK_BACKGROUNDS = ("#171614", "#24211d")


def ensure_site_settings() -> None:
    """Create the site settings row if it doesn't exist."""
    SiteSettings.objects.get_or_create(pk=1)


def save_site_settings(*, actor: User, row: SiteSettings) -> SiteSettings:
    """Save the site settings.

    Raises ``PermissionDenied`` if the actor may not change them.
    """
    _check_permission(actor)
    row.pk = 1
    row.title, row.tagline = clean_line(row.title), clean_line(row.tagline)
    render_site_settings(row)
    if row.accent and not row.accent_dark:
        row.accent_dark = make_readable(row.accent, DARK_BACKGROUNDS)
    with transaction.atomic():
        row.save()
        rebuild_navigation()
    return row


def update_site(*, title: str, tagline: str) -> None:
    """Set the title and tagline without a permission check, for use by imports."""
    SiteSettings.objects.update_or_create(pk=1, defaults={"title": title, "tagline": tagline})
    _clear_cache()


def save_site_link(*, actor: User, link: SiteLink) -> SiteLink:
    """Save a menu or blogroll link.

    Raises ``PermissionDenied`` if the actor may not change the site settings.
    """
    _check_permission(actor)
    link.label = clean_line(link.label)
    with transaction.atomic():
        link.save()
        rebuild_navigation()
    return link


def delete_site_link(*, actor: User, link: SiteLink) -> None:
    """Delete a menu or blogroll link.

    Raises ``PermissionDenied`` if the actor may not change the site settings.
    """
    _check_permission(actor)
    with transaction.atomic():
        link.delete()
        rebuild_navigation()


def rebuild_navigation() -> None:
    """Copy all menu and blogroll links into the settings row, which every page reads."""
    links = list(SiteLink.objects.all())
    pages = Page.objects.published().filter(in_menu=True)
    menu = [[page.title, page.get_absolute_url()] for page in pages]
    menu += [[link.label, link.url] for link in links if link.location == SiteLink.Location.MENU]
    blogroll = [
        [link.label, link.url] for link in links if link.location == SiteLink.Location.BLOGROLL
    ]
    SiteSettings.objects.update_or_create(pk=1, defaults={"menu": menu, "blogroll": blogroll})
    _clear_cache()


def _clear_cache() -> None:
    """Let this transaction see its own changes, and all processes after it is committed."""
    clear_site_cache()
    transaction.on_commit(clear_site_cache)


def _check_permission(actor: User) -> None:
    if not policies.can_change_site_settings(actor):
        raise PermissionDenied("You may not change the site settings")
