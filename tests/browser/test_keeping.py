"""Nothing that an author writes is lost: a killed browser, a lost connection, two windows."""

import datetime as dt
from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, Route, expect

from accounts.models import User
from blog.editor.services.drafts import save_draft
from blog.models import Article
from tests.blog.editor.test_drafts import KEY, build_texts
from tests.blog.pictures.files import create_picture_file
from tests.browser.conftest import OpenPage
from tests.browser.test_editor import ADD, TEXT, WORD, paste, press, save
from tests.browser.witness import Witness
from tests.people import MakeArticle

type SignIn = Callable[[Page, User], None]


def begin(page: Page, address: str = ADD) -> None:
    """Open an article and put the cursor into it."""
    page.goto(address)
    page.locator(TEXT).click()


def change(article: Article) -> str:
    return reverse("admin:blog_article_change", args=[article.pk])


def test_a_killed_browser_loses_nothing_that_was_kept(
    open_page: OpenPage, sign_in: SignIn, ann: User
) -> None:
    page = open_page()
    sign_in(page, ann)
    begin(page)
    page.keyboard.type("Fog over the harbour")
    expect(page.get_by_text("Kept as you write")).to_be_visible(timeout=5000)
    page.context.close()
    page = open_page()
    sign_in(page, ann)
    page.goto(ADD)
    page.get_by_role("link", name="Untitled").click()
    expect(page.locator(TEXT)).to_have_text("Fog over the harbour")
    page.locator("#id_title").fill("Fog")
    assert save(page).html == "<p>Fog over the harbour</p>"
    assert ann.drafts.count() == 0


def test_a_page_is_kept_too(page: Page, sign_in: SignIn, ed: User) -> None:
    sign_in(page, ed)
    begin(page, reverse("admin:blog_page_add"))
    page.keyboard.type("Be kind")
    expect(page.get_by_text("Kept as you write")).to_be_visible(timeout=5000)
    page.goto(reverse("admin:blog_page_add"))
    page.get_by_role("link", name="Untitled").click()
    expect(page.locator(TEXT)).to_have_text("Be kind")


def test_without_a_connection_the_browser_keeps_it(
    page: Page, witness: Witness, sign_in: SignIn, ann: User, make_article: MakeArticle
) -> None:
    witness.expect("ERR_FAILED|Failed to load")

    def refuse(route: Route) -> None:
        route.abort()

    article = make_article(author=ann, source="<p>Fog</p>")
    sign_in(page, ann)
    page.route("**/keep/", refuse)
    begin(page, change(article))
    page.keyboard.press("Control+End")
    page.keyboard.type(" and ships")
    expect(page.get_by_text("The site doesn’t answer")).to_be_visible()
    page.unroute("**/keep/")
    page.reload()
    page.get_by_role("button", name="Go on with it").click()
    expect(page.locator(TEXT)).to_have_text("Fog and ships")
    assert save(page).html == "<p>Fog and ships</p>"


def test_a_session_that_has_run_out_takes_nothing_with_it(
    page: Page, witness: Witness, sign_in: SignIn, ann: User
) -> None:
    witness.expect("401")
    sign_in(page, ann)
    begin(page)
    page.context.clear_cookies()
    page.keyboard.type("Fog")
    expect(page.get_by_text("You are signed out")).to_be_visible()
    # In another window; this one goes on by itself, with the new session's token.
    sign_in(page, ann)
    expect(page.get_by_text("Kept as you write")).to_be_visible()
    page.locator("#id_title").fill("Fog")
    assert save(page).html == "<p>Fog</p>"


def test_two_windows_are_shown_side_by_side(
    page: Page, sign_in: SignIn, ann: User, witness: Witness
) -> None:
    witness.expect("409")
    save_draft(
        author=ann,
        content=Article(),
        key=KEY,
        known_version=0,
        base_version=0,
        texts=build_texts(source="<p>One</p>"),
    )
    sign_in(page, ann)
    page.goto(ADD)
    page.get_by_role("link", name="Fog").click()
    expect(page.locator(TEXT)).to_have_text("One")
    other = page.context.new_page()
    witness.watch(other)
    other.goto(page.url)
    other.locator(TEXT).press("Control+End")
    other.keyboard.type(" other")
    expect(other.get_by_text("Kept as you write")).to_be_visible()
    page.locator(TEXT).press("Control+End")
    page.keyboard.type(" this")
    asked = page.get_by_role("alert")
    expect(asked.locator("[data-theirs]")).to_contain_text("One other")
    expect(asked.locator("[data-mine]")).to_contain_text("One this")
    asked.get_by_role("button", name="Go on with this one").click()
    expect(page.get_by_text("Kept as you write")).to_be_visible()
    assert save(page).html == "<p>One this</p>"


def test_an_article_appears_at_its_time(
    page: Page, client: Client, sign_in: SignIn, ann: User
) -> None:
    later = timezone.now() + dt.timedelta(hours=1)
    sign_in(page, ann)
    begin(page)
    page.locator("#id_title").fill("Fog")
    page.locator(TEXT).click()
    paste(page, WORD)
    page.keyboard.press("Enter")
    for name in ("Harbour", "Ferry"):
        press(page, "Picture")
        asked = page.get_by_role("dialog", name="Picture")
        size = (40, 30 + len(name))
        file = FilePayload(
            name=f"{name}.png", mimeType="image/png", buffer=create_picture_file(size=size)
        )
        asked.get_by_label("File").set_input_files(file)
        asked.get_by_label("Caption").fill(name)
        asked.get_by_role("button", name="Show it").click()
        expect(page.locator(f"{TEXT} figcaption", has_text=name)).to_be_visible()
    page.locator(f"{TEXT} p", has_text="red").click()
    press(page, "Quotation")
    page.locator("#id_status").select_option("published")
    page.locator("#id_published_at_0").fill(later.strftime("%Y-%m-%d"))
    page.locator("#id_published_at_1").fill(later.strftime("%H:%M:%S"))
    article = save(page)
    assert article.html.count("<figure>") == 2
    assert "<blockquote><p><strong>red</strong>" in article.html
    assert client.get(article.get_absolute_url()).status_code == 404
    Article.objects.filter(pk=article.pk).update(published_at=timezone.now())
    assert "<figcaption>Harbour</figcaption>" in client.get(article.get_absolute_url()).text
