"""Record revisions and detect conflicting edits."""

from accounts.models import User
from blog.models import Article, Content, Page, Revision, get_texts


class StaleContent(Exception):
    """Someone else has saved the article or page since it was read; ``stored`` is its new state."""

    def __init__(self, stored: Content) -> None:
        super().__init__("The content was saved by someone else")
        self.stored = stored


def lock_for_saving[C: (Article, Page)](content: C, expected_version: int | None) -> C | None:
    """Lock and return the stored row of an article or page; return None if it is new.

    Increments the version of ``content`` and copies the stored preview key to it. Must run in the
    transaction that saves the content.

    Raises ``StaleContent`` if the stored version differs from ``expected_version``.
    """
    rows = type(content).objects.select_for_update().defer("html", "text")
    stored = rows.filter(pk=content.pk).first() if content.pk else None
    if stored and expected_version not in {None, stored.version}:
        raise StaleContent(stored)
    content.version = stored.version + 1 if stored else 1
    content.preview_key = stored.preview_key if stored else None
    return stored


def save_revision(*, actor: User, content: Content, before: Content | None) -> Revision | None:
    """Record a revision if the text differs from ``before``, the row before saving.

    If the content has no revisions yet, as after an import, its previous text is recorded first.
    Must run in the transaction that saves the content.
    """
    if before and get_texts(before) == get_texts(content):
        return None
    owner = {content.kind: content}
    if before and not Revision.objects.filter(**owner).exists():
        facts = {"number": before.version, "saved_at": before.updated_at}
        Revision.objects.create(**owner, **facts, **get_texts(before))
    facts = {"number": content.version, "saved_at": content.updated_at}
    return Revision.objects.create(actor=actor, **owner, **facts, **get_texts(content))
