"""Pages are written as safely as articles: kept while they are written, and with a history."""

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
from tests.blog.editor.test_autosave import KEEP, build_form_data
from tests.blog.editor.test_drafts import KEY, build_texts, save

ADD = reverse("admin:blog_page_add")
PREVIEW = reverse("preview_draft")


@pytest.fixture
def about(ed: User) -> Page:
    """The page about the site, by Ed."""
    page = Page(title="About", source="<p>Since 2004.</p>", is_published=True)
    return save_page(actor=ed, page=page)


@pytest.fixture
def as_ed(client: Client, ed: User) -> Client:
    """Ed's browser."""
    client.force_login(ed)
    return client


def change(page: Page) -> str:
    return reverse("admin:blog_page_change", args=[page.pk])


def history(page: Page) -> str:
    return reverse("admin:blog_page_history", args=[page.pk])


def form(page: Page, **fields: Any) -> dict[str, Any]:
    switches = {"is_published": "on", "position": 0, "basename": page.basename}
    facts = {"key": str(KEY), "draft_version": 0, "base_version": page.version}
    return {**build_texts(title="About", source=page.source), **switches, **facts} | fields


def test_a_page_is_kept_before_it_has_a_row(as_ed: Client, ed: User) -> None:
    assert as_ed.post(KEEP, build_form_data(kind="page", title="House rules")).json()["draft_version"] == 1
    assert Page.objects.count() == 0
    assert "House rules" in as_ed.get(ADD).text
    assert "House rules" not in as_ed.get(reverse("admin:blog_article_add")).text
    editor_url = Draft.objects.get().editor_url
    assert editor_url in as_ed.get(reverse("desk")).text
    assert "You go on where you stopped" in as_ed.get(editor_url).text


def test_saving_a_new_page_ends_its_working_copy(as_ed: Client, ed: User) -> None:
    save(ed, Page())
    data = form(Page(source="<p>Fog</p>"), title="Rules", basename="rules", known_version=1, position=1)
    assert as_ed.post(ADD, data).status_code == 302
    assert Page.objects.get().html == "<p>Fog</p>"
    assert Draft.objects.count() == 0


def test_the_form_begins_with_the_working_copy(as_ed: Client, ed: User, about: Page) -> None:
    save(ed, about, base_version=about.version)
    assert "&lt;p&gt;Fog&lt;/p&gt;" in as_ed.get(change(about)).text
    assert "<p>Since 2004.</p>" in as_ed.get(about.get_absolute_url()).text


def test_the_second_is_shown_both_texts_and_may_save_knowingly(
    as_ed: Client, ed: User, about: Page
) -> None:
    eds = form(about, source="<p>Ed’s</p>")
    about.source = "<p>Theirs</p>"
    save_page(actor=ed, page=about)
    page = as_ed.post(change(about), eds)
    assert "There are two texts" in page.text
    assert "&lt;p&gt;Theirs&lt;/p&gt;" in page.text
    assert as_ed.post(change(about), eds | {"base_version": about.version}).status_code == 302
    said = [one.source for one in about.revisions.newest_first()]
    assert said == ["<p>Ed’s</p>", "<p>Theirs</p>", "<p>Since 2004.</p>"]


def test_whoever_comes_too_late_is_told(ed: User, about: Page) -> None:
    late = Page.objects.get(pk=about.pk)
    save_page(actor=ed, page=about)
    with pytest.raises(StaleContent):
        save_page(actor=ed, page=late, expected_version=late.version)


def test_a_page_of_before_gets_a_past_once_it_is_changed(ed: User, db: None) -> None:
    page = save_page(actor=None, page=Page(title="About", source="<p>One</p>"))
    page.source = "<p>Two</p>"
    save_page(actor=ed, page=page)
    assert [one.actor for one in page.revisions.newest_first()] == [ed, None]


def test_the_history_shows_what_changed_and_leads_back(
    as_ed: Client, ed: User, about: Page
) -> None:
    about.source = "<p>Fog and ships</p>"
    save_page(actor=ed, page=about)
    assert "<ins>&lt;p&gt;Fog and ships" in as_ed.get(history(about)).text
    as_ed.post(history(about), {"number": 1})
    about.refresh_from_db()
    assert about.html == "<p>Since 2004.</p>"
    assert "<p>Since 2004.</p>" in as_ed.get(about.get_absolute_url()).text


def test_a_preview_shows_the_working_copy(as_ed: Client, about: Page) -> None:
    page = as_ed.post(
        PREVIEW, build_form_data(kind="page", pk=about.pk, source="<p>Fog</p>"), follow=True
    )
    assert "<p>Fog</p>" in page.text
    words = {"title": about.title, "source": about.source}
    Draft.objects.all().delete()
    page = as_ed.post(PREVIEW, build_form_data(kind="page", pk=about.pk, **words), follow=True)
    assert "<p>Since 2004.</p>" in page.text
    assert Draft.objects.count() == 0


def test_an_author_writes_at_no_page(client: Client, ann: User, about: Page) -> None:
    with pytest.raises(PermissionDenied):
        save(ann, about)
    with pytest.raises(PermissionDenied):
        save(ann, Page())
    client.force_login(ann)
    assert client.post(KEEP, build_form_data(kind="page", pk=about.pk)).status_code == 403
    assert client.post(PREVIEW, build_form_data(kind="page")).status_code == 403
    assert client.get(history(about)).status_code == 403
    assert client.post(history(about), {"number": 1}).status_code == 403


def test_what_search_engines_are_told_may_be_written(client: Client, about: Page) -> None:
    about.excerpt = "Who writes here."
    save_page(actor=None, page=about)
    page = client.get(about.get_absolute_url()).text
    assert '<meta name="description" content="Who writes here.">' in page


def test_a_copy_belongs_to_one(about: Page, article: Article, ed: User) -> None:
    with pytest.raises(IntegrityError):
        Revision.objects.create(article=article, page=about, number=1)


def test_a_page_has_no_copies_of_articles(article: Article, ed: User) -> None:
    with pytest.raises(IntegrityError):
        Draft.objects.create(kind="page", article=article, author=ed)
