"""The email that asks a commenter to confirm their address, and the token in its link."""

from collections.abc import Sequence

from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.site.current import build_absolute_url, get_current_site, override_language
from blog.site.mails import compose_site_mail
from comments.models import Confirmation
from mail.outbox import Outbox

_SALT = "comments.confirmation"


def create_token(confirmation: Confirmation) -> str:
    return signing.Signer(salt=_SALT).sign(str(confirmation.pk))


def read_token(token: str) -> int | None:
    """Return the primary key of a token's confirmation, or None if the token is invalid."""
    try:
        return int(signing.Signer(salt=_SALT).unsign(token))
    except signing.BadSignature:
        return None


def compose_confirmation_mail(confirmation: Confirmation) -> EmailMultiAlternatives:
    """Compose the email in the active language.

    The email contains nothing typed by the person who requested it, so it can't be used to send
    messages to others.
    """
    url = build_absolute_url(reverse("comments:confirm", args=[create_token(confirmation)]))
    subject = _("%(site)s: confirm your email address") % {"site": get_current_site().title}
    template = "comments/visitors/emails/confirmation"
    return compose_site_mail(confirmation.email, subject, template, {"url": url})


def _compose(confirmations: Sequence[Confirmation]) -> EmailMultiAlternatives | None:
    (confirmation,) = confirmations
    if confirmation.used_at or confirmation.is_expired:
        return None
    with override_language(confirmation.language):
        return compose_confirmation_mail(confirmation)


CONFIRMATION_OUTBOX = Outbox(Confirmation.objects.all, _compose)
