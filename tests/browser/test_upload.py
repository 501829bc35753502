"""An author drops pictures on the page that takes them in."""

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from accounts.models import User
from tests.blog.pictures.files import create_picture_file
from tests.browser.witness import Witness

# What a browser does with files that are dropped.
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


def test_dropped_pictures_say_what_became_of_them(
    page: Page, witness: Witness, ann: User, sign_in: Callable[[Page, User], None]
) -> None:
    sign_in(page, ann)
    page.goto(UPLOAD)
    expect(page.locator("#upload [type=submit]")).to_be_hidden()
    drop(page, create_picture_file(), "image/png", "harbour.png")
    first = page.locator("#uploaded li").nth(0)
    expect(first.locator("output")).to_contain_text("/media/pictures/")
    expect(first.get_by_role("link", name="Describe it")).to_be_visible()
    witness.expect(r"400")
    drop(page, b"<svg/>", "image/svg+xml", "evil.svg")
    expect(page.locator("#uploaded li").nth(1).locator("output")).to_contain_text(
        "not a whole JPEG"
    )


@pytest.mark.parametrize("javascript", [False])
def test_without_scripts_a_form_sends_them(
    page: Page, ann: User, sign_in: Callable[[Page, User], None]
) -> None:
    sign_in(page, ann)
    page.goto(UPLOAD)
    file = FilePayload(name="harbour.png", mimeType="image/png", buffer=create_picture_file())
    page.get_by_label("Choose pictures").set_input_files(file)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("One picture is here.")).to_be_visible()
