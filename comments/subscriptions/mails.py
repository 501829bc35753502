from collections.abc import Sequence
from dataclasses import dataclass

from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.feeds.atom import make_urls_absolute
from blog.models import Article
from blog.site.current import build_absolute_url, get_current_site, override_language
from blog.site.mails import compose_site_mail
from comments.models import Comment, MailAddress, Subscription
from comments.rendering.reply_targets import ReplyTarget, get_reply_targets
from core.sanitizing.mail_text import build_mail_text
from core.text import excerpt
from mail.composing import get_message_id, get_unsubscribe_headers

_TITLE_LENGTH = 70
_TEMPLATES = "comments/subscriptions/emails"
CONFIRMATION_SALT = "comments.subscriptions.confirm"


@dataclass(frozen=True, slots=True)
class MailComment:
    """A comment as shown in an email: HTML with absolute URLs, and plain text.

    ``in_reply_to`` contains the references to the comments that it answers.
    """

    comment: Comment
    article: Article
    url: str
    html: SafeString
    text: str
    in_reply_to: Sequence[ReplyTarget]


@dataclass(frozen=True, slots=True)
class MailArticle:
    """The beginning of an article as shown in an email: HTML with absolute URLs, and plain text."""

    article: Article
    url: str
    html: SafeString
    text: str


def compose_comments_mail(
    subscription: Subscription, comments: Sequence[Comment]
) -> EmailMultiAlternatives:
    """Compose an email about new comments, whose threads and articles must already be loaded."""
    with override_language(subscription.language):
        items = [_to_mail_comment(comment) for comment in comments]
        mail = compose_site_mail(
            subscription.email,
            _get_subject(subscription, items),
            f"{_TEMPLATES}/comments",
            {
                "items": items,
                "subscription": subscription,
                "scopes": Subscription.Scope,
                "preferences_url": build_absolute_url(subscription.get_absolute_url()),
                "unsubscribe_url": get_unsubscribe_url(subscription),
                "replies_url": _get_replies_url(subscription),
            },
        )
    mail.extra_headers |= _get_list_headers(subscription)
    mail.extra_headers |= _get_thread_headers(subscription, items)
    return mail


def compose_articles_mail(
    subscription: Subscription, articles: Sequence[Article]
) -> EmailMultiAlternatives:
    """Compose an email about new articles, whose authors must already be loaded."""
    with override_language(subscription.language):
        first = articles[0]
        title = excerpt(first.title, _TITLE_LENGTH)
        values = {"site": get_current_site().title, "title": title, "count": len(articles)}
        is_single = len(articles) == 1
        subject = "%(site)s: %(title)s" if is_single else _("%(site)s: %(count)d new articles")
        mail = compose_site_mail(
            subscription.email,
            subject % values,
            f"{_TEMPLATES}/articles",
            {
                "items": [_to_mail_article(article) for article in articles],
                "preferences_url": build_absolute_url(subscription.get_absolute_url()),
                "unsubscribe_url": get_unsubscribe_url(subscription),
            },
        )
    ids = f"{first.pk}-{articles[-1].pk}"
    mail.extra_headers |= _get_list_headers(subscription)
    mail.extra_headers["Message-ID"] = get_message_id(f"articles.{subscription.pk}.{ids}")
    return mail


def compose_confirmation_mail(
    subscription: Subscription, address: MailAddress
) -> EmailMultiAlternatives:
    """Compose an email that asks the owner of an address to confirm their subscriptions.

    The email contains nothing that the person who entered the address can control.
    """
    with override_language(subscription.language):
        path = reverse("comments:confirm_subscription", args=[create_confirmation_token(address)])
        subject = _("%(site)s: confirm your subscription") % {"site": get_current_site().title}
        return compose_site_mail(
            subscription.email,
            subject,
            f"{_TEMPLATES}/confirmation",
            {
                "subscription": subscription,
                "scopes": Subscription.Scope,
                "confirm_url": build_absolute_url(path),
            },
        )


def get_unsubscribe_url(subscription: Subscription) -> str:
    """Return the absolute URL that ends a subscription with a single POST (RFC 8058)."""
    return build_absolute_url(reverse("comments:unsubscribe", args=[subscription.key]))


def _get_replies_url(subscription: Subscription) -> str:
    """Return the URL of the page with all replies to the subscriber, which needs no session."""
    return build_absolute_url(reverse("comments:replies_to_subscriber", args=[subscription.key]))


def create_confirmation_token(address: MailAddress) -> str:
    return signing.dumps([address.pk, address.secret], salt=CONFIRMATION_SALT)


def _to_mail_comment(comment: Comment) -> MailComment:
    article = comment.thread.article
    url = build_absolute_url(comment.get_absolute_url())
    html = SafeString(make_urls_absolute(comment.html, url))
    text = build_mail_text(comment.html, url)
    return MailComment(comment, article, url, html, text, get_reply_targets(comment))


def _to_mail_article(article: Article) -> MailArticle:
    url = build_absolute_url(article.get_absolute_url())
    html = SafeString(make_urls_absolute(article.lead_html, url))
    return MailArticle(article, url, html, build_mail_text(article.lead_html, url))


def _get_subject(subscription: Subscription, items: Sequence[MailComment]) -> str:
    first, articles = items[0], {item.article.pk for item in items}
    count = len(items)
    values = {
        "name": first.comment.author_name,
        "count": count,
        "title": excerpt(first.article.title, _TITLE_LENGTH),
        "site": get_current_site().title,
    }
    is_reply = subscription.scope == Subscription.Scope.REPLIES
    if count == 1:
        template = (
            _("%(name)s replied to you on %(title)s")
            if is_reply
            else _("%(name)s commented on %(title)s")
        )
    elif is_reply and len(articles) > 1:
        template = ngettext(
            "%(count)d new reply at %(site)s", "%(count)d new replies at %(site)s", count
        )
    elif is_reply:
        template = ngettext(
            "%(count)d new reply on %(title)s", "%(count)d new replies on %(title)s", count
        )
    else:
        template = ngettext(
            "%(count)d new comment on %(title)s", "%(count)d new comments on %(title)s", count
        )
    return template % values


def _get_list_headers(subscription: Subscription) -> dict[str, str]:
    return get_unsubscribe_headers(
        f"{subscription.scope}.comments", get_unsubscribe_url(subscription)
    )


def _get_thread_headers(subscription: Subscription, items: Sequence[MailComment]) -> dict[str, str]:
    """Return headers that let mail clients group emails about the same article.

    If the same email is sent twice, it has the same Message-ID both times.
    """
    first, last = items[0].comment.pk, items[-1].comment.pk
    headers = {"Message-ID": get_message_id(f"comments.{subscription.pk}.{first}-{last}")}
    articles = {item.article.pk for item in items}
    if len(articles) == 1:
        # No email has this ID, but clients group the emails that refer to it.
        root = get_message_id(f"article.{articles.pop()}")
        headers |= {"In-Reply-To": root, "References": root}
    return headers
