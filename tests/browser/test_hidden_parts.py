import pytest
from playwright.sync_api import Page, expect

from comments.models import Comment
from tests.browser.axe import violations
from tests.browser.measurements import small_targets
from tests.people import MakeArticle
from tests.sample_threads import NAMES, create_long_article, create_thread

ARTICLE = "/2016/12/harbour-roundup.html"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_guest_hides_signatures_and_avatars(
    page: Page, make_article: MakeArticle, javascript: bool
) -> None:
    create_thread(create_long_article(make_article), 4)
    Comment.objects.filter(number=1).update(html=f"<p>It was.</p><p>{NAMES[0]}</p>")
    page.goto(ARTICLE)
    signature = page.locator("#c1 .signature")
    expect(signature).to_be_visible()
    expect(page.locator("#c1 .avatar")).to_be_visible()
    page.goto("/people/muted/")
    page.locator("[name=signatures]").check()
    page.locator("[name=avatars]").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator("[name=avatars]")).to_be_checked()
    if javascript:
        assert violations(page, "hide") == {}
        assert small_targets(page) == []
    page.goto(ARTICLE)
    expect(page.locator("#c1 .prose")).to_be_visible()
    expect(signature).to_be_hidden()
    expect(page.locator("#c1 .avatar")).to_be_hidden()
