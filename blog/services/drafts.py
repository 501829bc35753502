"""Keeping what authors write, while they write it."""

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
from blog.models import TEXTS, Draft, DraftQuerySet, Written, texts_of

# Somebody may still have the form open in which it is written.
_LEFT = dt.timedelta(days=1)


class DraftConflict(Exception):
    """Another window has saved another text; ``stored`` is the working copy that it left."""

    def __init__(self, stored: Draft) -> None:
        super().__init__("Another window has saved another text")
        self.stored = stored


def save_draft(
    *,
    author: User,
    written: Written,
    key: uuid.UUID,
    seen: int,
    based_on: int,
    texts: Mapping[str, str],
) -> Draft:
    """Save an author's working copy of an article or page, or under ``key`` of a new one.

    ``seen`` is the version of the copy that the window knows, 0 if none; ``based_on`` the version
    of the article or page that it began with. The same words again change nothing. Raises
    ``PermissionDenied``, and ``DraftConflict`` where the window would write over what it hasn't
    seen.
    """
    if not policies.can_write(author, written):
        raise PermissionDenied("This is not theirs to write")
    with transaction.atomic():
        # Two windows that save for the first time wait for each other here.
        User.objects.select_for_update().get(pk=author.pk)
        draft = Draft.objects.of(author, written, key).first()
        if draft is None:
            of_it = {written.kind: written} if written.pk is not None else {}
            draft = Draft(key=key, author=author, kind=written.kind, version=0, **of_it)
            seen = 0
        elif draft.texts == dict(texts):
            return draft
        if draft.version != seen:
            raise DraftConflict(draft)
        return _rewritten(draft, texts, based_on)


def _rewritten(draft: Draft, texts: Mapping[str, str], based_on: int) -> Draft:
    for name in TEXTS:
        setattr(draft, name, texts[name])
    draft.based_on = based_on
    draft.version += 1
    draft.saved_at = timezone.now()
    draft.save()
    return draft


def finish_draft(*, author: User, written: Written, key: uuid.UUID, seen: int) -> None:
    """Forget the working copy whose words have been saved, or aren't wanted any more.

    One that another window has changed since stays, unless it says what is saved.
    """
    of_new = Draft.objects.begun(author, written.kind).filter(key=key)
    of_window = Draft.objects.of(author, written, key) | of_new
    of_window.filter(Q(version__lte=seen) | Q(**texts_of(written))).delete()


def prune_drafts(*, most: int) -> int:
    """Forget working copies that nobody needs, at most so many; return how many.

    Those are what says nothing new and was left for a day, and, where ``DRAFT_DAYS`` is set, what
    was left for that long.
    """
    with transaction.atomic():
        # Whoever goes on with one meanwhile waits, or was first and keeps it.
        rows = needless_drafts().select_for_update(of=("self",)).order_by("saved_at", "pk")
        pks = [draft.pk for draft in rows.only("pk")[:most]]
        Draft.objects.filter(pk__in=pks).delete()
    return len(pks)


def needless_drafts() -> DraftQuerySet:
    """Return what ``prune_drafts`` would forget."""
    now = timezone.now()
    left = Draft.objects.filter(saved_at__lt=now - _LEFT)
    needless = left.without_news()
    if settings.DRAFT_DAYS:
        needless |= left.filter(saved_at__lt=now - dt.timedelta(days=settings.DRAFT_DAYS))
    return needless
