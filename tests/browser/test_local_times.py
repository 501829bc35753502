import re

import pytest
from playwright.sync_api import Page, expect

from blog.models import SiteSettings
from blog.site.current import clear_site_cache
from comments.models import Thread
from tests.people import fill_thread


def test_hovering_over_a_time_shows_it_in_the_readers_time_zone(page: Page, thread: Thread) -> None:
    SiteSettings.objects.create(pk=1, time_zone="Pacific/Kiritimati")
    clear_site_cache()
    fill_thread(thread, 1)
    page.goto(thread.article.get_absolute_url())
    time = page.locator("#c1 time")
    expect(time).to_have_text(re.compile(r" \+14$"))
    text, box = time.inner_text(), time.bounding_box()
    time.hover()
    # The browser's time zone is UTC.
    clock = page.evaluate("new Date(document.querySelector('#c1 time').dateTime).toUTCString()")
    expect(time).to_have_attribute("title", re.compile(rf"\b{clock[17:22]} UTC$"))
    expect(time).to_have_text(text)
    if time.bounding_box() != box:
        pytest.fail("The page has moved")
