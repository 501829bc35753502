"""The mails that tell of a message: to the commenter, or to the moderator who wrote last."""

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.mails import compose_site_mail
from blog.site import absolute, current_site, speaking
from moderation.models import Message
from moderation.people import address_of


def mail_about(message: Message) -> EmailMultiAlternatives | None:
    """Return the mail, in the site's language; nothing where nobody is to be told."""
    with speaking():
        return _to_commenter(message) if message.author_id else _to_moderator(message)


def _to_commenter(message: Message) -> EmailMultiAlternatives | None:
    email = address_of(message.talk.commenter)
    if not email:
        return None
    subject = _("%(site)s: a message from the moderators") % {"site": current_site().title}
    context: dict[str, object] = {"talk_url": absolute(message.talk.get_absolute_url())}
    return compose_site_mail(email, subject, "moderation/modmail/emails/message", context)


def _to_moderator(message: Message) -> EmailMultiAlternatives | None:
    talk = message.talk
    last = talk.messages.exclude(author=None).select_related("author").last()
    if last is None or last.author is None or not last.author.email:
        return None
    subject = _("%(name)s has answered") % {"name": talk.commenter.name}
    page = reverse("moderation:commenter", args=[talk.commenter_id])
    context: dict[str, object] = {
        "commenter": talk.commenter,
        "page_url": f"{absolute(page)}#talk",
    }
    return compose_site_mail(last.author.email, subject, "moderation/modmail/emails/reply", context)
