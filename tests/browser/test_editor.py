from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import FilePayload, Locator, Page, expect

from accounts.models import User
from blog.models import Article, Picture, Tag
from tests.blog.pictures.files import create_picture_file
from tests.browser.conftest import PHONE, OpenPage

ADD = reverse("admin:blog_article_add")
TEXT = ".ProseMirror"
WORD = """<!--StartFragment--><p class=MsoNormal style='margin:0cm'><b>Fog</b><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0'><span style='mso-list:Ignore'>·   </span>one</p>
<p class=MsoListParagraph style='mso-list:l0'><span style='mso-list:Ignore'>·   </span>two</p>
<p><span style="font-family:Calibri;font-weight:700">red</span> <a href="https://example.org/">out</a></p>
<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe><!--EndFragment-->"""

type SignIn = Callable[[Page, User], None]


def paste(page: Page, html: str) -> None:
    """Paste HTML at the cursor."""
    page.locator(TEXT).evaluate(
        """(place, html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          place.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        }""",
        html,
    )


def get_button(page: Page, command: str) -> Locator:
    return page.get_by_role("toolbar").locator(f"[data-command={command}]")


def press(page: Page, command: str) -> None:
    get_button(page, command).click()


def save(page: Page) -> Article:
    with page.expect_navigation():
        page.locator("input[name=_save]").click()
    return Article.objects.get()


@pytest.fixture
def new_article(page: Page, sign_in: SignIn, ann: User) -> Page:
    """Open a new article as Ann."""
    sign_in(page, ann)
    page.goto(ADD)
    page.locator("#id_title").fill("Fog")
    expect(page.locator(TEXT)).to_be_visible()
    return page


def test_formatting(new_article: Page) -> None:
    page = new_article
    page.locator(TEXT).click()
    press(page, "heading")
    page.keyboard.type("Harbour")
    page.keyboard.press("Enter")
    page.keyboard.type("Fog ")
    press(page, "bold")
    page.keyboard.type("here")
    press(page, "bold")
    press(page, "footnote")
    page.locator(TEXT).press("Control+Home")
    press(page, "read-more")
    expect(get_button(page, "undo")).to_be_enabled()
    article = save(page)
    assert "<!--more-->" in article.source
    assert "<h2>Harbour</h2>" in article.html
    assert "<p>Fog <strong>here</strong>" in article.html
    assert 'href="#a-note-1"' in article.html
    assert '<span id="a-note-1"></span>' in article.html


def test_a_table_can_have_a_caption(new_article: Page) -> None:
    page = new_article
    page.locator(TEXT).click()
    press(page, "table")
    press(page, "add-caption")
    page.locator(f"{TEXT} td").first.click()
    press(page, "delete-table")
    expect(page.locator(f"{TEXT} figure")).to_have_count(0)
    press(page, "table")
    page.keyboard.type("Ship")
    press(page, "add-caption")
    page.keyboard.type("In the harbour")
    expect(page.locator(f"{TEXT} figcaption")).to_have_text("In the harbour")
    page.get_by_text("Ship").click()
    expect(get_button(page, "add-caption")).to_be_hidden()
    html = save(page).html
    assert "<figure><table>" in html
    assert "Ship" in html
    # Includes the eight empty cells.
    assert html.count("<td") + html.count("<th>") == 9
    assert "</table><figcaption>In the harbour</figcaption></figure>" in html


def test_the_toolbar_is_one_tab_stop(new_article: Page) -> None:
    page = new_article
    expect(get_button(page, "undo")).to_be_disabled()
    page.locator(TEXT).press("Shift+Tab")
    expect(get_button(page, "heading")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(get_button(page, "subheading")).to_be_focused()
    page.keyboard.press("End")
    expect(get_button(page, "source")).to_be_focused()


def test_pasted_text_is_cleaned(new_article: Page) -> None:
    page = new_article
    page.locator(TEXT).click()
    paste(page, WORD)
    expect(page.locator(f"{TEXT} li")).to_have_count(2)
    html = save(page).html
    assert html.replace("\n", "") == (
        "<p><strong>Fog</strong></p><ul><li>one</li><li>two</li></ul>"
        '<p><strong>red</strong> <a href="https://example.org/">out</a></p>'
        '<p><a href="https://www.youtube.com/embed/abcdefghijk">'
        "https://www.youtube.com/embed/abcdefghijk</a></p>"
    )


def test_a_picture_with_alt_text_and_caption(new_article: Page) -> None:
    page = new_article
    page.locator(TEXT).click()
    press(page, "picture")
    dialog = page.locator("dialog.picture")
    file = FilePayload(name="ferry.png", mimeType="image/png", buffer=create_picture_file())
    dialog.locator("[data-field=file]").set_input_files(file)
    dialog.locator("[data-field=alt]").fill("A ferry")
    dialog.locator("[data-field=caption]").fill("The Margaret")
    dialog.locator("[data-confirm]").click()
    expect(page.locator(f"{TEXT} figcaption")).to_have_text("The Margaret")
    html = save(page).html
    picture = Picture.objects.get()
    assert f'<figure><img src="{picture.file.url}" alt="A ferry"' in html
    assert "<figcaption>The Margaret</figcaption></figure>" in html


def test_unsupported_html_is_shown_as_source(
    page: Page, sign_in: SignIn, ann: User, make_article: Any
) -> None:
    source = "<table><caption>Ships</caption><tr><td>1</td></tr></table>"
    article = make_article(author=ann, source=source)
    sign_in(page, ann)
    page.goto(reverse("admin:blog_article_change", args=[article.pk]))
    expect(page.locator("#id_source")).to_be_visible()
    expect(page.locator(TEXT)).to_be_hidden()
    expect(page.locator("[data-note]")).to_be_visible()
    assert save(page).source == source


def test_markdown_is_edited_in_the_textarea(new_article: Page) -> None:
    page = new_article
    page.locator("#id_markup").select_option("markdown")
    expect(page.locator(TEXT)).to_be_hidden()
    expect(page.get_by_role("toolbar")).to_be_hidden()
    page.locator("#id_source").fill("*fog*")
    assert save(page).html == "<p><em>fog</em></p>"


def test_without_javascript_there_is_a_textarea(
    open_page: OpenPage, sign_in: SignIn, ann: User
) -> None:
    page = open_page(javascript=False, size=PHONE)
    sign_in(page, ann)
    page.goto(ADD)
    expect(page.get_by_role("toolbar")).to_be_hidden()
    page.locator("#id_title").fill("Fog")
    page.locator("#id_source").fill("<p>Fog</p>")
    assert save(page).html == "<p>Fog</p>"


def test_typed_urls_become_links(new_article: Page) -> None:
    page = new_article
    page.locator(TEXT).click()
    for line in (
        "See https://example.org/a?b=1, (www.example.org/x) or example.net now.",
        "https://example.org/b_(c)",
        "见https://example.org/d https://example.org/d（说明）。 ",
    ):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    press(page, "code-block")
    page.keyboard.type("https://example.org/code ")
    html = save(page).html
    assert (
        '<p>See <a href="https://example.org/a?b=1">https://example.org/a?b=1</a>,'
        ' (<a href="http://www.example.org/x">www.example.org/x</a>) or example.net now.</p>'
    ) in html
    assert '<p><a href="https://example.org/b_(c)">https://example.org/b_(c)</a></p>' in html
    assert '<a href="https://example.org/d">https://example.org/d</a>（说明）。' in html
    assert html.count("<a ") == 4


def test_tags_can_be_typed(new_article: Page) -> None:
    page = new_article
    Tag.objects.create(name="Fog", slug="fog")
    field = page.locator(".field-tags .select2-search__field")
    field.click()
    field.press_sequentially("Rain,")
    expect(page.locator(".field-tags .select2-selection__choice")).to_have_count(1)
    field.press_sequentially("fog")
    page.get_by_role("option", name="Fog", exact=True).click()
    expect(page.locator(".field-tags .select2-selection__choice")).to_have_count(2)
    article = save(page)
    assert {tag.name for tag in article.tags.all()} == {"Fog", "Rain"}


def test_tags_are_kept_without_the_final_separator(new_article: Page) -> None:
    page = new_article
    Tag.objects.create(name="Fog", slug="fog")
    chosen = page.locator(".field-tags .select2-selection__choice")
    field = page.locator(".field-tags .select2-search__field")
    field.click()
    # The suggestions for "Fo" are shown, those for "Fohn" are still loading.
    field.press_sequentially("Fo")
    expect(page.get_by_role("option", name="Fo", exact=True)).to_be_visible()
    field.press_sequentially("hn")
    field.press("Enter")
    expect(chosen).to_have_text(["×Fohn"])
    field.press_sequentially("typo")
    field.press("Escape")
    expect(chosen).to_have_count(1)
    field.press_sequentially("Rime")
    article = save(page)
    assert {tag.name for tag in article.tags.all()} == {"Fohn", "Rime"}
