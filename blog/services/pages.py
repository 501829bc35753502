"""Writing the pages beside the articles."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from blog import policies
from blog.models import Page
from blog.naming import first_free, from_title
from blog.rendering import render_page
from blog.services.revisions import keep_words, read_for_saving
from blog.services.settings import gather_links
from core.text import clean_line


def save_page(*, actor: User | None, page: Page, expected_version: int | None = None) -> Page:
    """Write a page: its HTML, and its address from the title where none is given.

    A basename that is taken gets a number. What the words were is kept as a ``Revision``.

    Raises ``PermissionDenied``, and ``Outdated`` where ``expected_version`` is given and somebody
    has saved the page since.
    """
    _check(actor)
    page.title = clean_line(page.title)[:200]
    render_page(page)
    page.updated_at = timezone.now()
    with transaction.atomic():
        stored = read_for_saving(page, expected_version)
        page.basename = _free_basename(page)
        page.save()
        if actor:
            keep_words(actor=actor, written=page, before=stored)
        gather_links()
    return page


def delete_page(*, actor: User, page: Page) -> None:
    """Delete a page. Raises ``PermissionDenied``."""
    _check(actor)
    with transaction.atomic():
        page.delete()
        gather_links()


def _free_basename(page: Page) -> str:
    wanted = page.basename or from_title(page.title)
    others = Page.objects.exclude(pk=page.pk).filter(basename__startswith=wanted)
    return first_free(wanted, set(others.values_list("basename", flat=True)))


def _check(actor: User | None) -> None:
    if actor is not None and not policies.can_write_page(actor):
        raise PermissionDenied("The pages are not theirs to write")
