"""Keeping what articles and pages said, and noticing who writes over what."""

from accounts.models import User
from blog.models import Article, Page, Revision, Written, texts_of


class Outdated(Exception):
    """Somebody has saved this since it was read; ``stored`` is what stands there now."""

    def __init__(self, stored: Written) -> None:
        super().__init__("It was saved by somebody else")
        self.stored = stored


def read_for_saving[W: (Article, Page)](written: W, expected_version: int | None) -> W | None:
    """Return what is going to be written over, whose row nobody else may change now.

    Counts the version of ``written`` on from there, and leaves the secret of its previews as it is
    there, whatever an older copy says. Must run in the transaction that saves it.

    Raises ``Outdated`` where another version than the expected one stands there.
    """
    rows = type(written).objects.select_for_update().defer("html", "text")
    stored = rows.filter(pk=written.pk).first() if written.pk else None
    if stored and expected_version not in {None, stored.version}:
        raise Outdated(stored)
    written.version = stored.version + 1 if stored else 1
    written.preview_key = stored.preview_key if stored else None
    return stored


def keep_words(*, actor: User, written: Written, before: Written | None) -> Revision | None:
    """Keep the words that an article or page was just given, if they are others than ``before``.

    One without a past, such as an imported article, gets one: what it said before. Must run in the
    transaction that saves it.
    """
    if before and texts_of(before) == texts_of(written):
        return None
    of_it = {written.kind: written}
    if before and not Revision.objects.filter(**of_it).exists():
        facts = {"number": before.version, "saved_at": before.updated_at}
        Revision.objects.create(**of_it, **facts, **texts_of(before))
    facts = {"number": written.version, "saved_at": written.updated_at}
    return Revision.objects.create(actor=actor, **of_it, **facts, **texts_of(written))
