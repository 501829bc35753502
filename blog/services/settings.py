"""Writing what every page shows: the site's settings and links."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from blog import policies
from blog.models import Page, SiteLink, SiteSettings
from blog.rendering import render_settings
from blog.site import forget_site
from core.contrast import make_readable
from core.text import clean_line

# The grounds on which the accent colour is read: the style sheet's --paper and --tint.
LIGHT_GROUNDS = ("#fffdf9", "#f7f1e5")
DARK_GROUNDS = ("#171614", "#24211d")


def begin_settings() -> None:
    """Make the one row of the site's settings where there is none yet."""
    SiteSettings.objects.get_or_create(pk=1)


def save_settings(*, actor: User, row: SiteSettings) -> SiteSettings:
    """Write the site's settings; the next page of this process shows them.

    Raises ``PermissionDenied``.
    """
    _check(actor)
    row.pk = 1
    row.title, row.tagline = clean_line(row.title), clean_line(row.tagline)
    render_settings(row)
    if row.accent and not row.accent_dark:
        row.accent_dark = make_readable(row.accent, DARK_GROUNDS)
    with transaction.atomic():
        row.save()
        gather_links()
    return row


def save_link(*, actor: User, link: SiteLink) -> SiteLink:
    """Write a link of the menu or the blogroll. Raises ``PermissionDenied``."""
    _check(actor)
    link.label = clean_line(link.label)
    with transaction.atomic():
        link.save()
        gather_links()
    return link


def delete_link(*, actor: User, link: SiteLink) -> None:
    """Take a link away. Raises ``PermissionDenied``."""
    _check(actor)
    with transaction.atomic():
        link.delete()
        gather_links()


def gather_links() -> None:
    """Write the links of every page into the one row that pages read."""
    links = list(SiteLink.objects.all())
    pages = Page.objects.published().filter(in_menu=True)
    menu = [[page.title, page.get_absolute_url()] for page in pages]
    menu += [[link.label, link.address] for link in links if link.place == SiteLink.Place.MENU]
    blogroll = [
        [link.label, link.address] for link in links if link.place == SiteLink.Place.BLOGROLL
    ]
    SiteSettings.objects.update_or_create(pk=1, defaults={"menu": menu, "blogroll": blogroll})
    forget_site()
    transaction.on_commit(forget_site)


def _check(actor: User) -> None:
    if not policies.can_name_site(actor):
        raise PermissionDenied("The site’s settings are not theirs to change")
