"""An author writes with the editor: formatting, pasted text, pictures, and source."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import FilePayload, Page, expect

from accounts.models import User
from blog.models import Article, Picture
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
    """Paste HTML where the cursor is, as a word processor puts it on the clipboard."""
    page.locator(TEXT).evaluate(
        """(place, html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          place.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        }""",
        html,
    )


def press(page: Page, name: str) -> None:
    """Press a button of the editor."""
    page.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()


def save(page: Page) -> Article:
    """Save the article and return it."""
    with page.expect_navigation():
        page.locator("input[name=_save]").click()
    return Article.objects.get()


@pytest.fixture
def write(page: Page, sign_in: SignIn, ann: User) -> Page:
    """Ann at an empty article."""
    sign_in(page, ann)
    page.goto(ADD)
    page.locator("#id_title").fill("Fog")
    expect(page.locator(TEXT)).to_be_visible()
    return page


def test_what_is_formatted_is_what_readers_get(write: Page) -> None:
    page = write
    page.locator(TEXT).click()
    press(page, "Heading")
    page.keyboard.type("Harbour")
    page.keyboard.press("Enter")
    page.keyboard.type("Fog ")
    press(page, "Bold")
    page.keyboard.type("here")
    press(page, "Bold")
    press(page, "Footnote")
    page.locator(TEXT).press("Control+Home")
    press(page, "“More” break")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    article = save(page)
    assert "<!--more-->" in article.source
    assert "<h2>Harbour</h2>" in article.html
    assert "<p>Fog <strong>here</strong>" in article.html
    assert 'href="#a-note-1"' in article.html
    assert '<span id="a-note-1"></span>' in article.html


def test_a_table_may_have_a_caption_and_goes_with_it(write: Page) -> None:
    page = write
    page.locator(TEXT).click()
    press(page, "Table")
    press(page, "Add caption")
    page.locator(f"{TEXT} td").first.click()
    press(page, "Delete table")
    expect(page.locator(f"{TEXT} figure")).to_have_count(0)
    press(page, "Table")
    page.keyboard.type("Ship")
    press(page, "Add caption")
    page.keyboard.type("In the harbour")
    expect(page.locator(f"{TEXT} figcaption")).to_have_text("In the harbour")
    page.get_by_text("Ship").click()
    expect(page.get_by_role("button", name="Add caption")).to_be_hidden()
    html = save(page).html
    assert "<figure><table>" in html
    assert "Ship" in html
    # The eight cells in which nothing stands yet are there, too.
    assert html.count("<td") + html.count("<th>") == 9
    assert "</table><figcaption>In the harbour</figcaption></figure>" in html


def test_the_toolbar_is_one_stop_of_the_tab_key(write: Page) -> None:
    page = write
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    page.locator(TEXT).press("Shift+Tab")
    tools = page.get_by_role("toolbar")
    expect(tools.get_by_role("button", name="Heading", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(tools.get_by_role("button", name="Subheading")).to_be_focused()
    page.keyboard.press("End")
    expect(tools.get_by_role("button", name="Source")).to_be_focused()


def test_a_pasted_text_comes_out_clean(write: Page) -> None:
    page = write
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


def test_a_picture_comes_with_its_words(write: Page) -> None:
    page = write
    page.locator(TEXT).click()
    press(page, "Picture")
    asked = page.get_by_role("dialog", name="Picture")
    file = FilePayload(name="ferry.png", mimeType="image/png", buffer=create_picture_file())
    asked.get_by_label("File").set_input_files(file)
    asked.get_by_label("What it shows").fill("A ferry")
    asked.get_by_label("Caption").fill("The Margaret")
    asked.get_by_role("button", name="Show it").click()
    expect(page.locator(f"{TEXT} figcaption")).to_have_text("The Margaret")
    html = save(page).html
    picture = Picture.objects.get()
    assert f'<figure><img src="{picture.file.url}" alt="A ferry"' in html
    assert "<figcaption>The Margaret</figcaption></figure>" in html


def test_what_the_editor_does_not_know_is_shown_as_source(
    page: Page, sign_in: SignIn, ann: User, make_article: Any
) -> None:
    source = "<table><caption>Ships</caption><tr><td>1</td></tr></table>"
    article = make_article(author=ann, source=source)
    sign_in(page, ann)
    page.goto(reverse("admin:blog_article_change", args=[article.pk]))
    expect(page.locator("#id_source")).to_be_visible()
    expect(page.locator(TEXT)).to_be_hidden()
    expect(page.locator("[data-note]")).to_contain_text("shown as source")
    assert save(page).source == source


def test_markdown_keeps_its_textarea(write: Page) -> None:
    page = write
    page.locator("#id_markup").select_option("markdown")
    expect(page.locator(TEXT)).to_be_hidden()
    expect(page.get_by_role("toolbar")).to_be_hidden()
    page.locator("#id_source").fill("*fog*")
    assert save(page).html == "<p><em>fog</em></p>"


def test_without_scripts_there_is_a_textarea(
    open_page: OpenPage, sign_in: SignIn, ann: User
) -> None:
    page = open_page(javascript=False, size=PHONE)
    sign_in(page, ann)
    page.goto(ADD)
    expect(page.get_by_role("toolbar")).to_be_hidden()
    page.locator("#id_title").fill("Fog")
    page.locator("#id_source").fill("<p>Fog</p>")
    assert save(page).html == "<p>Fog</p>"
