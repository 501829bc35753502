"""Secret addresses at which somebody may read what isn't public, for a time."""

import uuid

from django.core import signing
from django.urls import reverse

from accounts.models import User
from blog.models import KINDS, Article, Draft, Page
from blog.rendering import render, render_page

DAYS = 7
# Goes up when the facts of an address change: older addresses then look missing.
_SALT = "blog.previews.2"


def preview_address(*, kind: str, key: uuid.UUID, author: User | None = None) -> str:
    """Return the path at which something is shown to whoever knows it, until ``DAYS`` have passed.

    ``key`` is the preview key of an article or page, or the key of a working copy of a new one.
    With ``author``, the words are those of the author's working copy as long as there is one.
    """
    facts = [kind, str(key), author.pk if author else None]
    return reverse("blog:preview", args=[signing.dumps(facts, salt=_SALT)])


def previewed(token: str) -> Article | Page | None:
    """Return the article or page of an address, as it would look; None if there is none.

    It isn't saved and must not be.
    """
    try:
        kind, key, author_pk = signing.loads(token, salt=_SALT, max_age=DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None
    written = KINDS[kind].objects.filter(preview_key=key).first()
    author = User.objects.filter(pk=author_pk).first() if author_pk else None
    if author is None:
        return written
    draft = Draft.objects.of(author, written or KINDS[kind](), uuid.UUID(key)).first()
    return _as_written(draft) if draft else written


def _as_written(draft: Draft) -> Article | Page:
    written = draft.written
    for name, words in draft.texts.items():
        setattr(written, name, words)
    if isinstance(written, Page):
        render_page(written)
    else:
        if draft.article is None:
            written.author = draft.author
        render(written)
    return written
