from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from mail.services import queue_mail

SECRET = "7H5K-2Q9X"


def test_the_admin_shows_mails_without_their_content(admin_client: Client) -> None:
    message = EmailMessage(f"Code {SECRET}", SECRET, "site@blog.example", ["ann@example.org"])
    mail = queue_mail(message=message, kind="test")
    for url in (
        reverse("admin:mail_renderedmail_changelist"),
        reverse("admin:mail_renderedmail_change", args=[mail.pk]),
    ):
        page = admin_client.get(url).text
        assert "ann@example.org" in page
        assert SECRET not in page


def test_the_admin_is_read_only(admin_client: Client) -> None:
    assert admin_client.get(reverse("admin:mail_renderedmail_add")).status_code == 403
