"""Secret addresses at which somebody may read what isn't public, for a time."""

from django.core import signing
from django.urls import reverse

from blog.models import KINDS, Article, Draft, Page
from blog.rendering import render, render_page

DAYS = 7
_SALT = "blog.preview"


def preview_address(shown: Article | Page | Draft) -> str:
    """Return the path at which this is shown to whoever knows it, until ``DAYS`` have passed."""
    kind = "draft" if isinstance(shown, Draft) else shown.kind
    return reverse("blog:preview", args=[signing.dumps([kind, shown.pk], salt=_SALT)])


def previewed(token: str) -> Article | Page | None:
    """Return the article or page of an address, as it would look; None if there is none.

    It isn't saved and must not be. Where a working copy is shown, its words are those of the copy.
    """
    try:
        kind, pk = signing.loads(token, salt=_SALT, max_age=DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None
    if kind == "draft":
        draft = Draft.objects.select_related("article__author", "page", "author").filter(pk=pk)
        return next(map(_as_written, draft), None)
    return KINDS[kind].objects.filter(pk=pk).first()


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
