"""Keeping what articles said."""

from accounts.models import User
from blog.models import Article, Revision, texts_of


def keep_words(*, actor: User, article: Article, before: Article | None) -> Revision | None:
    """Keep the words that an article was just given, if they are others than ``before``.

    An article without a past, such as an imported one, gets one: what it said before. Must run in
    the transaction that saves the article.
    """
    if before and texts_of(before) == texts_of(article):
        return None
    if before and not article.revisions.exists():
        Revision.objects.create(
            article=article, number=before.version, saved_at=before.updated_at, **texts_of(before)
        )
    return Revision.objects.create(
        article=article,
        number=article.version,
        actor=actor,
        saved_at=article.updated_at,
        **texts_of(article),
    )
