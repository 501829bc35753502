from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.editor.services.revisions import StaleContent
from blog.models import Article, Draft, Page, Revision
from blog.pages.services import save_page
from tests.blog.editor.test_autosave import AUTOSAVE, build_form_data
from tests.blog.editor.test_drafts import KEY, build_texts, save

ADD = reverse("admin:blog_page_add")
PREVIEW = reverse("preview_draft")


@pytest.fixture
def about(ed: User) -> Page:
    page = Page(title="About", source="<p>Since 2004.</p>", is_published=True)
    return save_page(actor=ed, page=page)


@pytest.fixture
def as_ed(client: Client, ed: User) -> Client:
    client.force_login(ed)
    return client


def get_change_url(page: Page) -> str:
    return reverse("admin:blog_page_change", args=[page.pk])


def get_history_url(page: Page) -> str:
    return reverse("admin:blog_page_history", args=[page.pk])


def build_change_form_data(page: Page, **fields: Any) -> dict[str, Any]:
    settings = {"is_published": "on", "position": 0, "basename": page.basename}
    autosave = {"key": str(KEY), "draft_version": 0, "base_version": page.version}
    return {**build_texts(title="About", source=page.source), **settings, **autosave} | fields


def test_a_draft_exists_before_its_page(as_ed: Client, ed: User) -> None:
    data = build_form_data(kind="page", title="House rules")
    assert as_ed.post(AUTOSAVE, data).json()["draft_version"] == 1
    assert Page.objects.count() == 0
    assert "House rules" in as_ed.get(ADD).text
    assert "House rules" not in as_ed.get(reverse("admin:blog_article_add")).text
    editor_url = Draft.objects.get().editor_url
    assert editor_url in as_ed.get(reverse("dashboard")).text
    assert "data-restored-draft" in as_ed.get(editor_url).text


def test_saving_a_new_page_deletes_its_draft(as_ed: Client, ed: User) -> None:
    save(ed, Page())
    data = build_change_form_data(
        Page(source="<p>Fog</p>"), title="Rules", basename="rules", draft_version=1, position=1
    )
    assert as_ed.post(ADD, data).status_code == 302
    assert Page.objects.get().html == "<p>Fog</p>"
    assert Draft.objects.count() == 0


def test_the_form_restores_the_draft(as_ed: Client, ed: User, about: Page) -> None:
    save(ed, about, base_version=about.version)
    assert "&lt;p&gt;Fog&lt;/p&gt;" in as_ed.get(get_change_url(about)).text
    assert "<p>Since 2004.</p>" in as_ed.get(about.get_absolute_url()).text


def test_the_second_editor_sees_both_versions_and_can_overwrite(
    as_ed: Client, ed: User, about: Page
) -> None:
    eds = build_change_form_data(about, source="<p>Ed’s</p>")
    about.source = "<p>Theirs</p>"
    save_page(actor=ed, page=about)
    page = as_ed.post(get_change_url(about), eds)
    assert "data-conflict" in page.text
    assert "&lt;p&gt;Theirs&lt;/p&gt;" in page.text
    assert (
        as_ed.post(get_change_url(about), eds | {"base_version": about.version}).status_code == 302
    )
    sources = [revision.source for revision in about.revisions.newest_first()]
    assert sources == ["<p>Ed’s</p>", "<p>Theirs</p>", "<p>Since 2004.</p>"]


def test_saving_a_stale_page_raises(ed: User, about: Page) -> None:
    late = Page.objects.get(pk=about.pk)
    save_page(actor=ed, page=about)
    with pytest.raises(StaleContent):
        save_page(actor=ed, page=late, expected_version=late.version)


def test_the_first_change_of_an_imported_page_records_the_original(ed: User, db: None) -> None:
    page = save_page(actor=None, page=Page(title="About", source="<p>One</p>"))
    page.source = "<p>Two</p>"
    save_page(actor=ed, page=page)
    assert [revision.actor for revision in page.revisions.newest_first()] == [ed, None]


def test_the_history_shows_changes_and_can_revert(as_ed: Client, ed: User, about: Page) -> None:
    about.source = "<p>Fog and ships</p>"
    save_page(actor=ed, page=about)
    assert "<ins>&lt;p&gt;Fog and ships" in as_ed.get(get_history_url(about)).text
    as_ed.post(get_history_url(about), {"number": 1})
    about.refresh_from_db()
    assert about.html == "<p>Since 2004.</p>"
    assert "<p>Since 2004.</p>" in as_ed.get(about.get_absolute_url()).text


def test_a_preview_shows_the_draft(as_ed: Client, about: Page) -> None:
    page = as_ed.post(
        PREVIEW, build_form_data(kind="page", pk=about.pk, source="<p>Fog</p>"), follow=True
    )
    assert "<p>Fog</p>" in page.text
    texts = {"title": about.title, "source": about.source}
    Draft.objects.all().delete()
    page = as_ed.post(PREVIEW, build_form_data(kind="page", pk=about.pk, **texts), follow=True)
    assert "<p>Since 2004.</p>" in page.text
    assert Draft.objects.count() == 0


def test_an_author_cannot_edit_pages(client: Client, ann: User, about: Page) -> None:
    with pytest.raises(PermissionDenied):
        save(ann, about)
    with pytest.raises(PermissionDenied):
        save(ann, Page())
    client.force_login(ann)
    assert client.post(AUTOSAVE, build_form_data(kind="page", pk=about.pk)).status_code == 403
    assert client.post(PREVIEW, build_form_data(kind="page")).status_code == 403
    assert client.get(get_history_url(about)).status_code == 403
    assert client.post(get_history_url(about), {"number": 1}).status_code == 403


def test_the_excerpt_is_the_meta_description(client: Client, about: Page) -> None:
    about.excerpt = "Who writes here."
    save_page(actor=None, page=about)
    page = client.get(about.get_absolute_url()).text
    assert '<meta name="description" content="Who writes here.">' in page


def test_a_revision_belongs_to_one_article_or_page(about: Page, article: Article, ed: User) -> None:
    with pytest.raises(IntegrityError):
        Revision.objects.create(article=article, page=about, number=1)


def test_a_draft_of_a_page_cannot_belong_to_an_article(article: Article, ed: User) -> None:
    with pytest.raises(IntegrityError):
        Draft.objects.create(kind="page", article=article, author=ed)
