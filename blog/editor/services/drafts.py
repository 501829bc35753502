"""Autosave, discard, and prune drafts."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from blog import policies
from blog.models import TEXT_FIELDS, Content, Draft, DraftQuerySet, get_texts

# Newer drafts may still be open in a window.
_MIN_AGE = dt.timedelta(days=1)


class DraftConflict(Exception):
    """Another browser window has saved different text, which is in the draft ``stored``."""

    def __init__(self, stored: Draft) -> None:
        super().__init__("Another window has saved a different text")
        self.stored = stored


def save_draft(
    *,
    author: User,
    content: Content,
    key: uuid.UUID,
    known_version: int,
    base_version: int,
    texts: Mapping[str, str],
) -> Draft:
    """Save an author's draft of an article or page.

    ``key`` identifies the draft if the article or page hasn't been saved yet.

    ``known_version`` is the version of the draft that the browser window has seen, or 0 if none.
    ``base_version`` is the version of the article or page that the window loaded. ``texts`` maps
    the names in ``TEXT_FIELDS`` to their values; if none has changed, nothing is saved.

    Raises ``PermissionDenied`` if the author may not edit the article or page, or ``DraftConflict``
    if the window would overwrite text that it hasn't seen.
    """
    if not policies.can_edit(author, content):
        raise PermissionDenied("You may not edit this")
    with transaction.atomic():
        # Serializes the first autosaves of two windows.
        User.objects.select_for_update().get(pk=author.pk)
        draft = Draft.objects.of(author, content, key).first()
        if draft is None:
            owner = {content.kind: content} if content.pk is not None else {}
            draft = Draft(key=key, author=author, kind=content.kind, version=0, **owner)
            known_version = 0
        elif draft.texts == dict(texts):
            return draft
        if draft.version != known_version:
            raise DraftConflict(draft)
        return _update(draft, texts, base_version)


def _update(draft: Draft, texts: Mapping[str, str], base_version: int) -> Draft:
    for name in TEXT_FIELDS:
        setattr(draft, name, texts[name])
    draft.base_version = base_version
    draft.version += 1
    draft.saved_at = timezone.now()
    draft.save()
    return draft


def delete_draft(*, author: User, content: Content, key: uuid.UUID, known_version: int) -> None:
    """Delete a browser window's draft after its text has been saved or discarded.

    A draft that another window has changed since ``known_version`` is deleted only if its text
    matches the saved text.
    """
    of_new_content = Draft.objects.unsaved(author, content.kind).filter(key=key)
    of_window = Draft.objects.of(author, content, key) | of_new_content
    of_window.filter(Q(version__lte=known_version) | Q(**get_texts(content))).delete()


def prune_drafts(*, limit: int) -> int:
    """Delete up to ``limit`` drafts that can be pruned, oldest first; return the number deleted."""
    with transaction.atomic():
        # The lock lets a concurrent autosave finish first, or makes it wait.
        rows = get_prunable_drafts().select_for_update(of=("self",)).order_by("saved_at", "pk")
        pks = [draft.pk for draft in rows.only("pk")[:limit]]
        Draft.objects.filter(pk__in=pks).delete()
    return len(pks)


def get_prunable_drafts() -> DraftQuerySet:
    """Return redundant drafts that are at least a day old.

    If the ``DRAFT_DAYS`` setting is not 0, also return all drafts older than that many days.
    """
    now = timezone.now()
    old = Draft.objects.filter(saved_at__lt=now - _MIN_AGE)
    prunable = old.redundant()
    if settings.DRAFT_DAYS:
        prunable |= old.filter(saved_at__lt=now - dt.timedelta(days=settings.DRAFT_DAYS))
    return prunable
