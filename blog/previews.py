"""Secret addresses at which somebody may read what isn't public, for a time."""

from django.core import signing
from django.urls import reverse

from blog.models import Article, Draft
from blog.rendering import render

DAYS = 7
_SALT = "blog.preview"


def preview_address(shown: Article | Draft) -> str:
    """Return the path at which this is shown to whoever knows it, until ``DAYS`` have passed."""
    kind = "draft" if isinstance(shown, Draft) else "article"
    return reverse("blog:preview", args=[signing.dumps([kind, shown.pk], salt=_SALT)])


def previewed(token: str) -> Article | None:
    """Return the article that an address stands for, as it would look; None if there is none.

    It isn't saved and must not be. Where a working copy is shown, its words are those of the copy.
    """
    try:
        kind, pk = signing.loads(token, salt=_SALT, max_age=DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None
    if kind == "draft":
        draft = Draft.objects.select_related("article__author", "author").filter(pk=pk).first()
        return _as_article(draft) if draft else None
    return Article.objects.select_related("author").filter(pk=pk).first()


def _as_article(draft: Draft) -> Article:
    article = draft.article or Article(author=draft.author)
    for name, words in draft.texts.items():
        setattr(article, name, words)
    render(article)
    return article
