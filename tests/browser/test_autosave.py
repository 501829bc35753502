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
from tests.browser.page_monitor import PageMonitor
from tests.browser.test_editor import ADD, TEXT, WORD, paste, press, save
from tests.people import MakeArticle

SAVED = "[data-state=saved]"

type SignIn = Callable[[Page, User], None]


def open_editor(page: Page, url: str = ADD) -> None:
    page.goto(url)
    page.locator(TEXT).click()


def get_change_url(article: Article) -> str:
    return reverse("admin:blog_article_change", args=[article.pk])


def test_a_draft_survives_closing_the_browser(
    open_page: OpenPage, sign_in: SignIn, ann: User
) -> None:
    page = open_page()
    sign_in(page, ann)
    open_editor(page)
    page.keyboard.type("Fog over the harbour")
    expect(page.locator(SAVED)).to_be_visible(timeout=5000)
    page.context.close()
    page = open_page()
    sign_in(page, ann)
    page.goto(ADD)
    page.locator("a[href^='?draft=']").click()
    expect(page.locator(TEXT)).to_have_text("Fog over the harbour")
    page.locator("#id_title").fill("Fog")
    assert save(page).html == "<p>Fog over the harbour</p>"
    assert ann.drafts.count() == 0


def test_pages_are_autosaved(page: Page, sign_in: SignIn, ed: User) -> None:
    sign_in(page, ed)
    open_editor(page, reverse("admin:blog_page_add"))
    page.keyboard.type("Be kind")
    expect(page.locator(SAVED)).to_be_visible(timeout=5000)
    page.goto(reverse("admin:blog_page_add"))
    page.locator("a[href^='?draft=']").click()
    expect(page.locator(TEXT)).to_have_text("Be kind")


def test_text_is_stored_locally_while_offline(
    page: Page, monitor: PageMonitor, sign_in: SignIn, ann: User, make_article: MakeArticle
) -> None:
    monitor.expect("ERR_FAILED|Failed to load")

    def refuse(route: Route) -> None:
        route.abort()

    article = make_article(author=ann, source="<p>Fog</p>")
    sign_in(page, ann)
    page.route("**/autosave/", refuse)
    open_editor(page, get_change_url(article))
    page.keyboard.press("Control+End")
    page.keyboard.type(" and ships")
    expect(page.locator("[data-state=offline]")).to_be_visible()
    page.unroute("**/autosave/")
    page.reload()
    page.locator("[data-choice=theirs]").click()
    expect(page.locator(TEXT)).to_have_text("Fog and ships")
    assert save(page).html == "<p>Fog and ships</p>"


def test_an_expired_session_loses_no_text(
    page: Page, monitor: PageMonitor, sign_in: SignIn, ann: User
) -> None:
    monitor.expect("401")
    sign_in(page, ann)
    open_editor(page)
    page.context.clear_cookies()
    page.keyboard.type("Fog")
    expect(page.locator("[data-state=signedOut]")).to_be_visible()
    # In another window. This one continues with the token of the new session.
    sign_in(page, ann)
    expect(page.locator(SAVED)).to_be_visible()
    page.locator("#id_title").fill("Fog")
    assert save(page).html == "<p>Fog</p>"


def test_a_conflict_shows_both_versions(
    page: Page, sign_in: SignIn, ann: User, monitor: PageMonitor
) -> None:
    monitor.expect("409")
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
    page.locator("a[href^='?draft=']").click()
    expect(page.locator(TEXT)).to_have_text("One")
    other = page.context.new_page()
    monitor.watch(other)
    other.goto(page.url)
    other.locator(TEXT).press("Control+End")
    other.keyboard.type(" other")
    expect(other.locator(SAVED)).to_be_visible()
    page.locator(TEXT).press("Control+End")
    page.keyboard.type(" this")
    notice = page.get_by_role("alert")
    expect(notice.locator("[data-theirs]")).to_contain_text("One other")
    expect(notice.locator("[data-mine]")).to_contain_text("One this")
    notice.locator("[data-choice=mine]").click()
    expect(page.locator(SAVED)).to_be_visible()
    assert save(page).html == "<p>One this</p>"


def test_a_scheduled_article_with_pictures(
    page: Page, client: Client, sign_in: SignIn, ann: User
) -> None:
    later = timezone.now() + dt.timedelta(hours=1)
    sign_in(page, ann)
    open_editor(page)
    page.locator("#id_title").fill("Fog")
    page.locator(TEXT).click()
    paste(page, WORD)
    page.keyboard.press("Enter")
    for name in ("Harbour", "Ferry"):
        press(page, "picture")
        dialog = page.locator("dialog.picture")
        size = (40, 30 + len(name))
        file = FilePayload(
            name=f"{name}.png", mimeType="image/png", buffer=create_picture_file(size=size)
        )
        dialog.locator("[data-field=file]").set_input_files(file)
        dialog.locator("[data-field=caption]").fill(name)
        dialog.locator("[data-confirm]").click()
        expect(page.locator(f"{TEXT} figcaption", has_text=name)).to_be_visible()
    page.locator(f"{TEXT} p", has_text="red").click()
    press(page, "quote")
    page.locator("#id_status").select_option("published")
    page.locator("#id_published_at_0").fill(later.strftime("%Y-%m-%d"))
    page.locator("#id_published_at_1").fill(later.strftime("%H:%M:%S"))
    article = save(page)
    assert article.html.count("<figure>") == 2
    assert "<blockquote><p><strong>red</strong>" in article.html
    assert client.get(article.get_absolute_url()).status_code == 404
    Article.objects.filter(pk=article.pk).update(published_at=timezone.now())
    assert "<figcaption>Harbour</figcaption>" in client.get(article.get_absolute_url()).text
