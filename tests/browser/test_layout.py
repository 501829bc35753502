"""Layout, print style and screenshots, which are saved in ``var/artifacts/``."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from blog.models import Article
from comments.models import Thread
from tests.browser.conftest import ARTIFACTS, PHONE, OpenPage
from tests.browser.page_monitor import PageMonitor
from tests.people import MakeArticle, fill_thread
from tests.sample_threads import create_long_article, create_thread, remove_comment

ARTICLE = "/2016/12/harbour-roundup.html"


@pytest.mark.screenshots
def test_screenshots_are_taken(
    make_article: MakeArticle,
    article: Article,
    screenshots: Callable[[str, str], list[Path]],
) -> None:
    remove_comment(create_thread(create_long_article(make_article), 20), 4)
    taken = [
        *screenshots("/", "home"),
        *screenshots(ARTICLE, "article"),
        *screenshots(f"{ARTICLE}?view=threaded", "threaded"),
        *screenshots(f"{ARTICLE}?reply_to=2", "reply"),
        *screenshots("/archives/", "archives"),
        *screenshots("/search/?q=ferry", "search"),
        *screenshots("/people/ada/", "person"),
    ]
    assert all(path.stat().st_size > 5_000 for path in taken)


def test_print_shows_only_the_article_and_comments(
    make_article: MakeArticle, open_page: OpenPage
) -> None:
    create_thread(create_long_article(make_article), 12)
    page = open_page()
    page.goto(ARTICLE)
    page.locator("#c2 .reply").click()
    page.emulate_media(media="print")
    page.pdf(path=ARTIFACTS / "article.pdf", format="A4")
    for part in (
        "#comment-form",
        ".replying-to",
        ".pager",
        "a.reply",
        "a.menu-link",
        "nav",
        "footer",
    ):
        expect(page.locator(part).first).to_be_hidden()
    for text in ("Ben Okri", "Dec 12 2016 19:07 UTC", "Harbour Roundup"):
        expect(page.get_by_text(text).first).to_be_visible()


def test_a_long_name_does_not_wrap(make_article: MakeArticle, open_page: OpenPage) -> None:
    create_thread(create_long_article(make_article), 12)
    page = open_page(size=PHONE)
    page.goto(ARTICLE)
    name = page.get_by_role("heading", name="Ghost of the Long Pier").bounding_box()
    line = page.get_by_role("heading", name="Ada").first.bounding_box()
    assert name
    assert line
    assert name["height"] == line["height"]


def test_a_name_has_enough_space_at_double_font_size(thread: Thread, open_page: OpenPage) -> None:
    fill_thread(thread, 1)
    thread.comments.update(author_name="marginalia", author_url="https://example.org/")
    page = open_page(size=PHONE)
    page.goto("/2016/12/the-harbour.html")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    name = page.get_by_role("heading", name="marginalia").bounding_box()
    number = page.locator("#c1 .comment-number").bounding_box()
    assert name
    assert number
    assert name["height"] < 3 * number["height"]


def test_nested_comments_are_aligned_at_the_end(thread: Thread, open_page: OpenPage) -> None:
    fill_thread(thread, 9, reply_every=1)
    page = open_page()
    page.goto("/2016/12/the-harbour.html?view=threaded")
    expect(page.locator(".threaded > .d2").first).to_be_visible()
    ends = page.locator(".threaded > .comment > .comment-head > time, .comment-foot .reply")
    edges = ends.evaluate_all("all => all.map((one) => one.getBoundingClientRect().right)")
    assert len({round(edge) for edge in edges}) == 1


def test_fields_stay_aligned_when_one_has_an_error(
    thread: Thread, open_page: OpenPage, monitor: PageMonitor
) -> None:
    monitor.expect("400")
    page = open_page()
    page.goto("/2016/12/the-harbour.html")
    form = page.locator("#comment-form")
    form.locator("[name=name]").fill("Rex")
    form.locator("[name=email]").fill("rex")
    form.evaluate("form => { form.noValidate = true; }")
    form.get_by_role("button", name="Post comment").click()
    expect(page.locator("#div_id_email .errorlist")).to_be_visible()
    for part in ("label", "input"):
        name = form.locator(f"#div_id_name {part}").bounding_box()
        email = form.locator(f"#div_id_email {part}").bounding_box()
        assert name
        assert email
        assert abs(name["y"] - email["y"]) < 1, part
