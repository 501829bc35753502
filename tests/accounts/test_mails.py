"""Every mail that allauth can send here uses a template of ours and names the site."""

from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from blog.site.services import update_site

TEMPLATES = Path(settings.BASE_DIR) / "templates"
MAILS = sorted(
    str(path.relative_to(TEMPLATES)).removesuffix("_subject.txt")
    for folder in ("account", "mfa")
    for path in (TEMPLATES / folder / "email").glob("*_subject.txt")
)
CONTEXT = {
    "code": "7H5K-2Q9X",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
    "password_reset_url": "https://blog.example/reset/",
    "signup_url": "https://blog.example/signup/",
    "ip": "192.0.2.1",
    "user_agent": "Browser <1>",
}


@pytest.fixture(autouse=True)
def site(db: None) -> None:
    update_site(title="The Ship & Whale", tagline="")


@pytest.mark.parametrize("name", MAILS)
def test_it_names_the_site(name: str) -> None:
    context = CONTEXT | {"timestamp": timezone.now()}
    subject = render_to_string(f"{name}_subject.txt", context)
    assert "The Ship & Whale" in subject
    assert "The Ship & Whale" in render_to_string(f"{name}_message.txt", context)


def test_notifications_name_the_ip_address_and_browser() -> None:
    context = CONTEXT | {"timestamp": timezone.now()}
    body = render_to_string("account/email/password_changed_message.txt", context)
    assert "192.0.2.1" in body
    assert "Browser <1>" in body
    assert "/accounts/email/" in body


@pytest.mark.parametrize("package", ["account", "mfa"])
def test_no_stock_mail_is_left(package: str) -> None:
    stock = Path(allauth.__file__).parent / "templates" / package / "email"
    # Features that this site doesn't use.
    unused = {"password_reset_code_subject.txt", "password_reset_subject.txt"}
    names = {path.name for path in stock.glob("*_subject.txt")} - unused
    assert names <= {path.name for path in (TEMPLATES / package / "email").iterdir()}
