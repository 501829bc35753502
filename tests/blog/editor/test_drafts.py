import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from blog.editor.services.drafts import DraftConflict, delete_draft, save_draft
from blog.models import Article, Content, Draft
from tests.people import MakeArticle

KEY = uuid.UUID(int=1)
OTHER_KEY = uuid.UUID(int=2)


def build_texts(**changes: str) -> dict[str, str]:
    return {"title": "Fog", "source": "<p>Fog</p>", "markup": "html", "excerpt": "", **changes}


def save(author: User, content: Content | None = None, **options: Any) -> Draft:
    arguments: dict[str, Any] = {
        "key": KEY,
        "known_version": 0,
        "base_version": 0,
        "texts": build_texts(),
    } | options
    return save_draft(author=author, content=content or Article(), **arguments)


def test_a_draft_exists_before_its_article(ann: User) -> None:
    first = save(ann)
    second = save(ann, known_version=first.version, texts=build_texts(source="<p>More fog</p>"))
    assert (second.pk, second.version) == (first.pk, 2)
    assert Article.objects.count() == 0


def test_two_new_articles_have_separate_drafts(ann: User) -> None:
    save(ann)
    save(ann, key=OTHER_KEY)
    assert Draft.objects.count() == 2


def test_a_draft_does_not_change_the_article(ann: User, make_article: MakeArticle) -> None:
    article = make_article(author=ann)
    save(ann, article)
    before = article.html
    article.refresh_from_db()
    assert article.html == before


def test_two_windows_detect_a_conflict(ann: User, make_article: MakeArticle) -> None:
    article = make_article(author=ann)
    save(ann, article)
    with pytest.raises(DraftConflict) as caught:
        save(ann, article, key=OTHER_KEY, texts=build_texts(source="<p>Ships</p>"))
    assert caught.value.stored.source == "<p>Fog</p>"


def test_saving_the_same_text_again_is_no_conflict(ann: User) -> None:
    first = save(ann)
    assert save(ann).version == first.version


def test_each_author_has_a_draft(ann: User, ed: User, make_article: MakeArticle) -> None:
    article = make_article(author=ann)
    save(ann, article)
    save(ed, article, key=OTHER_KEY, texts=build_texts(source="<p>Ships</p>"))
    assert set(article.drafts.values_list("source", flat=True)) == {"<p>Fog</p>", "<p>Ships</p>"}


def test_saving_a_draft_requires_edit_permission(
    otto: User, art: User, ann: User, make_article: MakeArticle
) -> None:
    with pytest.raises(PermissionDenied):
        save(otto)
    with pytest.raises(PermissionDenied):
        save(art, make_article(author=ann))


def test_another_authors_key_gives_no_access(ann: User, art: User) -> None:
    first = save(ann)
    save(art, texts=build_texts(source="<p>Mine</p>"))
    first.refresh_from_db()
    assert first.source == "<p>Fog</p>"


def test_deleting_a_draft_spares_newer_versions(ann: User) -> None:
    first = save(ann)
    second = save(ann, known_version=first.version, texts=build_texts(source="<p>More</p>"))
    delete_draft(author=ann, content=Article(), key=KEY, known_version=first.version)
    assert Draft.objects.get() == second
    delete_draft(author=ann, content=Article(), key=KEY, known_version=second.version)
    assert Draft.objects.count() == 0
