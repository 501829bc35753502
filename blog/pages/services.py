from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from blog import policies
from blog.editor.services.revisions import lock_for_saving, save_revision
from blog.models import Page
from blog.rendering.content import render_page
from blog.site.services import rebuild_navigation
from blog.slugs import build_slug_from_title, get_free_slug
from core.text import clean_line


def save_page(*, actor: User | None, page: Page, expected_version: int | None = None) -> Page:
    """Save a new or changed page: render it, update the menu, and record a revision.

    An empty basename is generated from the title; if the basename is taken, a number is appended.
    ``actor`` is the user who saves the page, or ``None`` for the site itself, in which case no
    revision is recorded.

    Raises ``PermissionDenied`` if the actor may not edit pages, or ``StaleContent`` if the stored
    version differs from ``expected_version``.
    """
    _check_permission(actor)
    page.title = clean_line(page.title)[:200]
    render_page(page)
    page.updated_at = timezone.now()
    with transaction.atomic():
        stored = lock_for_saving(page, expected_version)
        page.basename = _get_free_basename(page)
        page.save()
        if actor:
            save_revision(actor=actor, content=page, before=stored)
        rebuild_navigation()
    return page


def delete_page(*, actor: User, page: Page) -> None:
    """Delete a page and its menu entry.

    Raises ``PermissionDenied`` if the actor may not edit pages.
    """
    _check_permission(actor)
    with transaction.atomic():
        page.delete()
        rebuild_navigation()


def _get_free_basename(page: Page) -> str:
    basename = page.basename or build_slug_from_title(page.title)
    others = Page.objects.exclude(pk=page.pk).filter(basename__startswith=basename)
    return get_free_slug(basename, set(others.values_list("basename", flat=True)))


def _check_permission(actor: User | None) -> None:
    if actor is not None and not policies.can_edit_pages(actor):
        raise PermissionDenied("You may not edit pages")
