"""The letter that asks somebody to confirm an e-mail address, and the token in its link."""

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.site.current import build_absolute_url, get_current_site
from comments.models import Confirmation

_SALT = "comments.confirmation"


def make_token(confirmation: Confirmation) -> str:
    """Return what stands in a letter's link. Only this site can write one, for this purpose."""
    return signing.Signer(salt=_SALT).sign(str(confirmation.pk))


def read_token(token: str) -> int | None:
    """Return the key of the confirmation that a token was made for; nothing for a forged one."""
    try:
        return int(signing.Signer(salt=_SALT).unsign(token))
    except signing.BadSignature:
        return None


def letter(confirmation: Confirmation) -> EmailMultiAlternatives:
    """Compose the letter in the language that is active.

    It holds nothing that whoever asked for it has typed, so that nobody can send their own words
    to others by it.
    """
    site = get_current_site()
    url = build_absolute_url(reverse("comments:confirm", args=[make_token(confirmation)]))
    context = {"site": site, "url": url}
    message = EmailMultiAlternatives(
        subject=_("Confirm your e-mail address for %(site)s") % {"site": site.title},
        body=render_to_string("comments/identity/letter.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[confirmation.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    html = render_to_string("comments/identity/letter.html", context)
    message.attach_alternative(html, "text/html")
    return message
