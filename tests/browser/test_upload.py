import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from accounts.models import User
from tests.blog.pictures.files import create_picture_file
from tests.browser.page_monitor import PageMonitor

# Dispatches the drop event of a file.
DROP = """([data, type, name]) => {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name, { type }));
  const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer });
  document.getElementById("upload").dispatchEvent(event);
}"""
UPLOAD = "/admin/blog/picture/upload/"


def drop(page: Page, data: bytes, kind: str, name: str) -> None:
    page.evaluate(DROP, [base64.b64encode(data).decode(), kind, name])


def test_dropped_pictures_show_their_result(
    page: Page, monitor: PageMonitor, ann: User, sign_in: Callable[[Page, User], None]
) -> None:
    sign_in(page, ann)
    page.goto(UPLOAD)
    expect(page.locator("#upload [type=submit]")).to_be_hidden()
    drop(page, create_picture_file(), "image/png", "harbour.png")
    first = page.locator("#uploaded li").nth(0)
    expect(first.locator("output")).to_contain_text("/media/pictures/")
    expect(first.locator("a")).to_be_visible()
    monitor.expect(r"400")
    drop(page, b"<svg/>", "image/svg+xml", "evil.svg")
    expect(page.locator("#uploaded li.errornote output")).not_to_be_empty()


def test_an_upload_that_the_server_does_not_read_shows_the_limit(
    page: Page, monitor: PageMonitor, ann: User, sign_in: Callable[[Page, User], None]
) -> None:
    sign_in(page, ann)
    page.goto(UPLOAD)
    page.route(f"**{UPLOAD}", lambda route: route.fulfill(status=413, body="Content Too Large"))
    monitor.expect(r"413")
    drop(page, b"large", "image/png", "large.png")
    expect(page.locator("#uploaded output")).to_have_text("The file is larger than 30 MB.")


@pytest.mark.parametrize("javascript", [False])
def test_without_javascript_the_form_uploads(
    page: Page, ann: User, sign_in: Callable[[Page, User], None]
) -> None:
    sign_in(page, ann)
    page.goto(UPLOAD)
    file = FilePayload(name="harbour.png", mimeType="image/png", buffer=create_picture_file())
    page.locator("#id_file").set_input_files(file)
    page.locator("#upload [type=submit]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
