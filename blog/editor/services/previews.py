"""Create and reset the keys of preview URLs."""

import uuid

from django.core.exceptions import PermissionDenied

from accounts.models import User
from blog import policies
from blog.models import CONTENT_MODELS, Article, Page


def get_preview_key(*, actor: User, content: Article | Page, reset: bool = False) -> uuid.UUID:
    """Return the preview key of a saved article or page, creating it if there is none.

    ``reset`` replaces the key, which invalidates all existing preview URLs. Raises
    ``PermissionDenied`` if the user may not edit the article or page.
    """
    if not policies.can_edit(actor, content):
        raise PermissionDenied("You may not preview this")
    key = uuid.uuid4()
    rows = CONTENT_MODELS[content.kind].objects.filter(pk=content.pk)
    # Concurrent requests for the first key get the same one.
    (rows if reset else rows.filter(preview_key=None)).update(preview_key=key)
    content.refresh_from_db(fields=["preview_key"])
    return content.preview_key or key


def transfer_preview_key(*, content: Article | Page, key: uuid.UUID) -> None:
    """Keep a draft's preview URLs valid when its article or page is saved for the first time."""
    rows = CONTENT_MODELS[content.kind].objects
    # Submitting a form twice creates two articles; only the first gets the key.
    if not rows.filter(preview_key=key).exists():
        rows.filter(pk=content.pk).update(preview_key=key)
