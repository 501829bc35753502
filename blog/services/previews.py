"""Making the secret of previews, and making it anew."""

import uuid

from django.core.exceptions import PermissionDenied

from accounts.models import User
from blog import policies
from blog.models import KINDS, Article, Page


def preview_key(*, actor: User, written: Article | Page, anew: bool = False) -> uuid.UUID:
    """Return what the secret addresses of its previews are made of.

    ``anew`` makes another one, and all addresses that were given away until then lead nowhere.
    Raises ``PermissionDenied``.
    """
    if not policies.can_write(actor, written):
        raise PermissionDenied("This is not theirs to show")
    key = uuid.uuid4()
    rows = KINDS[written.kind].objects.filter(pk=written.pk)
    # Two who ask for the first one at once are given the same.
    (rows if anew else rows.filter(preview_key=None)).update(preview_key=key)
    written.refresh_from_db(fields=["preview_key"])
    return written.preview_key or key


def keep_previews(*, written: Article | Page, key: uuid.UUID) -> None:
    """Let the addresses that were given away under ``key`` lead to what has its row only now."""
    rows = KINDS[written.kind].objects
    # A form that is sent twice makes two articles.
    if not rows.filter(preview_key=key).exists():
        rows.filter(pk=written.pk).update(preview_key=key)
