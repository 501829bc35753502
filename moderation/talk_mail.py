"""The mails that tell of a message: to the commenter, or to the moderator who wrote last."""

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.site.current import build_absolute_url, get_current_site, override_language
from blog.site.mails import compose_site_mail
from moderation.commenters.identity import get_email
from moderation.models import ModMailMessage


def compose_message_mail(message: ModMailMessage) -> EmailMultiAlternatives | None:
    """Return the mail, in the site's language; nothing where nobody is to be told."""
    with override_language():
        return _to_commenter(message) if message.author_id else _to_moderator(message)


def _to_commenter(message: ModMailMessage) -> EmailMultiAlternatives | None:
    email = get_email(message.talk.commenter)
    if not email:
        return None
    subject = _("%(site)s: a message from the moderators") % {"site": get_current_site().title}
    context: dict[str, object] = {
        "modmail_url": build_absolute_url(message.talk.get_absolute_url())
    }
    return compose_site_mail(email, subject, "moderation/modmail/emails/message", context)


def _to_moderator(message: ModMailMessage) -> EmailMultiAlternatives | None:
    talk = message.talk
    last = talk.messages.exclude(author=None).select_related("author").last()
    if last is None or last.author is None or not last.author.email:
        return None
    subject = _("%(name)s has answered") % {"name": talk.commenter.name}
    page = reverse("moderation:commenter", args=[talk.commenter_id])
    context: dict[str, object] = {
        "commenter": talk.commenter,
        "page_url": f"{build_absolute_url(page)}#talk",
    }
    return compose_site_mail(last.author.email, subject, "moderation/modmail/emails/reply", context)
