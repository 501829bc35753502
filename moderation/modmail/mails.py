"""Emails about new messages, sent to the commenter or to the moderator who last wrote."""

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.site.current import build_absolute_url, get_current_site, override_language
from blog.site.mails import compose_site_mail
from moderation.commenters.identity import get_email
from moderation.models import ModMailMessage


def compose_message_mail(message: ModMailMessage) -> EmailMultiAlternatives | None:
    """Compose a message's email in the site's language, or return None if it has no recipient."""
    with override_language():
        if message.author_id:
            return _compose_for_commenter(message)
        return _compose_for_moderator(message)


def _compose_for_commenter(message: ModMailMessage) -> EmailMultiAlternatives | None:
    email = get_email(message.modmail.commenter)
    if not email:
        return None
    subject = _("%(site)s: message from the moderators") % {"site": get_current_site().title}
    context: dict[str, object] = {
        "modmail_url": build_absolute_url(message.modmail.get_absolute_url())
    }
    return compose_site_mail(email, subject, "moderation/modmail/emails/message", context)


def _compose_for_moderator(message: ModMailMessage) -> EmailMultiAlternatives | None:
    modmail = message.modmail
    last = modmail.messages.exclude(author=None).select_related("author").last()
    if last is None or last.author is None or not last.author.email:
        return None
    subject = _("%(name)s replied to your message") % {"name": modmail.commenter.name}
    page = reverse("moderation:commenter", args=[modmail.commenter_id])
    context: dict[str, object] = {
        "commenter": modmail.commenter,
        "page_url": f"{build_absolute_url(page)}#messages",
    }
    return compose_site_mail(last.author.email, subject, "moderation/modmail/emails/reply", context)
