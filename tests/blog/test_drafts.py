"""What an author writes is kept while it is written, and no window writes over another."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from blog.models import Article, Draft, Written
from blog.services import DraftConflict, finish_draft, save_draft
from tests.people import MakeArticle

KEY = uuid.UUID(int=1)
OTHER_KEY = uuid.UUID(int=2)


def texts(**words: str) -> dict[str, str]:
    return {"title": "Fog", "source": "<p>Fog</p>", "markup": "html", "excerpt": "", **words}


def save(author: User, written: Written | None = None, **given: Any) -> Draft:
    facts: dict[str, Any] = {"key": KEY, "seen": 0, "based_on": 0, "texts": texts()} | given
    return save_draft(author=author, written=written or Article(), **facts)


def test_a_new_article_is_kept_before_it_has_a_row(ann: User) -> None:
    first = save(ann)
    second = save(ann, seen=first.version, texts=texts(source="<p>More fog</p>"))
    assert (second.pk, second.version) == (first.pk, 2)
    assert Article.objects.count() == 0


def test_two_new_articles_are_two(ann: User) -> None:
    save(ann)
    save(ann, key=OTHER_KEY)
    assert Draft.objects.count() == 2


def test_readers_see_nothing_of_it(ann: User, make_article: MakeArticle) -> None:
    article = make_article(author=ann)
    save(ann, article)
    before = article.html
    article.refresh_from_db()
    assert article.html == before


def test_two_windows_notice_each_other(ann: User, make_article: MakeArticle) -> None:
    article = make_article(author=ann)
    save(ann, article)
    with pytest.raises(DraftConflict) as caught:
        save(ann, article, key=OTHER_KEY, texts=texts(source="<p>Ships</p>"))
    assert caught.value.stored.source == "<p>Fog</p>"


def test_the_same_words_again_are_no_conflict(ann: User) -> None:
    first = save(ann)
    assert save(ann).version == first.version


def test_two_authors_have_a_copy_each(ann: User, ed: User, make_article: MakeArticle) -> None:
    article = make_article(author=ann)
    save(ann, article)
    save(ed, article, key=OTHER_KEY, texts=texts(source="<p>Ships</p>"))
    assert set(article.drafts.values_list("source", flat=True)) == {"<p>Fog</p>", "<p>Ships</p>"}


def test_nobody_writes_at_what_is_not_theirs(
    otto: User, art: User, ann: User, make_article: MakeArticle
) -> None:
    with pytest.raises(PermissionDenied):
        save(otto)
    with pytest.raises(PermissionDenied):
        save(art, make_article(author=ann))


def test_a_key_of_somebody_else_opens_nothing(ann: User, art: User) -> None:
    first = save(ann)
    save(art, texts=texts(source="<p>Mine</p>"))
    first.refresh_from_db()
    assert first.source == "<p>Fog</p>"


def test_what_was_saved_is_forgotten_but_nothing_newer(ann: User) -> None:
    first = save(ann)
    second = save(ann, seen=first.version, texts=texts(source="<p>More</p>"))
    finish_draft(author=ann, written=Article(), key=KEY, seen=first.version)
    assert Draft.objects.get() == second
    finish_draft(author=ann, written=Article(), key=KEY, seen=second.version)
    assert Draft.objects.count() == 0
