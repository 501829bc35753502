"""The mails that the comments send, as text and as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.policy import EmailPolicy, Policy
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import punycode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.feeds.atom import make_urls_absolute
from blog.models import Article
from blog.site.current import build_absolute_url, get_current_site, override_language
from comments.models import Comment, MailAddress, Subscription
from core.sanitising import plain_text
from core.text import clean_line, excerpt

# A subject of more than that is cut by most mail programs.
_SUBJECT = 110
_TITLE = 70
CONFIRMATION_SALT = "comments.following.confirm"


@dataclass(frozen=True, slots=True)
class Told:
    """One comment as a mail shows it, with whole addresses."""

    comment: Comment
    article: Article
    url: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """One article as a mail shows it: its beginning, with whole addresses, and as plain text."""

    article: Article
    url: str
    html: SafeString
    text: str


def about_comments(
    subscription: Subscription, comments: Sequence[Comment]
) -> EmailMultiAlternatives:
    """Return the mail that tells a subscription of comments, of one or of several gathered.

    Each comment comes with its thread and article.
    """
    with override_language(subscription.language):
        told = [_told(comment) for comment in comments]
        mail = compose(
            subscription.email,
            _subject(subscription, told),
            "comments",
            {
                "told": told,
                "subscription": subscription,
                "scopes": Subscription.Scope,
                "settings_url": build_absolute_url(subscription.get_absolute_url()),
                "unfollow_url": unfollow_url(subscription),
                "answers_url": build_absolute_url(reverse("comments:answers_to_me")),
            },
        )
    mail.extra_headers |= _list_headers(subscription) | _thread_headers(subscription, told)
    return mail


def about_articles(
    subscription: Subscription, articles: Sequence[Article]
) -> EmailMultiAlternatives:
    """Return the mail that tells a subscription of new articles, which come with their authors."""
    with override_language(subscription.language):
        first = articles[0]
        title = excerpt(first.title, _TITLE)
        words = {"site": get_current_site().title, "title": title, "count": len(articles)}
        subject = "%(site)s: %(title)s" if len(articles) == 1 else _("%(site)s: %(count)d articles")
        mail = compose(
            subscription.email,
            subject % words,
            "articles",
            {
                "told": [_told_article(article) for article in articles],
                "settings_url": build_absolute_url(subscription.get_absolute_url()),
                "unfollow_url": unfollow_url(subscription),
            },
        )
    ids = f"{first.pk}-{articles[-1].pk}"
    mail.extra_headers |= _list_headers(subscription)
    mail.extra_headers["Message-ID"] = message_id(f"articles.{subscription.pk}.{ids}")
    return mail


def question(subscription: Subscription, address: MailAddress) -> EmailMultiAlternatives:
    """Return the mail that asks the owner of an address whether it may be written to.

    It holds no word that whoever asked could choose.
    """
    with override_language(subscription.language):
        path = reverse("comments:confirm_following", args=[confirmation_token(address)])
        subject = _("%(site)s: shall we write to you?") % {"site": get_current_site().title}
        return compose(
            subscription.email,
            subject,
            "question",
            {
                "subscription": subscription,
                "scopes": Subscription.Scope,
                "confirm_url": build_absolute_url(path),
            },
        )


def unfollow_url(subscription: Subscription) -> str:
    """Return the whole address that ends a subscription by one POST (RFC 8058)."""
    return build_absolute_url(reverse("comments:unfollow", args=[subscription.key]))


def confirmation_token(address: MailAddress) -> str:
    """Return what stands in the link by which the owner of an address confirms it."""
    return signing.dumps([address.pk, address.secret], salt=CONFIRMATION_SALT)


def _told(comment: Comment) -> Told:
    article = comment.thread.article
    url = build_absolute_url(comment.get_absolute_url())
    html = SafeString(make_urls_absolute(comment.html, url))
    return Told(comment, article, url, html)


def _told_article(article: Article) -> ToldArticle:
    url = build_absolute_url(article.get_absolute_url())
    html = SafeString(make_urls_absolute(article.lead_html, url))
    return ToldArticle(article, url, html, plain_text(article.lead_html))


def _subject(subscription: Subscription, told: Sequence[Told]) -> str:
    first, titles = told[0], {one.article.pk for one in told}
    words = {
        "name": first.comment.author_name,
        "count": len(told),
        "title": excerpt(first.article.title, _TITLE),
        "site": get_current_site().title,
    }
    is_answer = subscription.scope == Subscription.Scope.ANSWERS
    if len(told) == 1:
        template = _("%(name)s answered you: %(title)s") if is_answer else _("%(name)s: %(title)s")
    elif is_answer and len(titles) > 1:
        template = ngettext(
            "%(site)s: %(count)d answer to you", "%(site)s: %(count)d answers to you", len(told)
        )
    elif is_answer:
        template = ngettext(
            "%(count)d answer to you: %(title)s", "%(count)d answers to you: %(title)s", len(told)
        )
    else:
        template = ngettext(
            "%(count)d new comment: %(title)s", "%(count)d new comments: %(title)s", len(told)
        )
    return template % words


def compose(
    to: str, subject: str, template: str, context: dict[str, object]
) -> EmailMultiAlternatives:
    """Return a mail of the site's: ``emails/TEMPLATE.txt`` and ``.html`` in the active language."""
    context |= {"site": get_current_site(), "subject": subject}
    mail = _Mail(
        subject=excerpt(clean_line(subject), _SUBJECT),
        body=render_to_string(f"emails/{template}.txt", context).strip() + "\n",
        to=[to],
        # No machine is to answer a machine (RFC 3834).
        headers={"Auto-Submitted": "auto-generated"},
    )
    html = render_to_string(f"emails/{template}.html", context).strip()
    mail.attach_alternative(html, "text/html")
    return mail


def message_id(name: str) -> str:
    """Return a mail's ``Message-ID``: the same for the same mail, sent again."""
    return f"<{name}@{_host()}>"


def _list_headers(subscription: Subscription) -> dict[str, str]:
    return {
        "List-Id": f"<{subscription.scope}.comments.{_host()}>",
        "List-Unsubscribe": f"<{unfollow_url(subscription)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _thread_headers(subscription: Subscription, told: Sequence[Told]) -> dict[str, str]:
    """Let mail programs show the mails about one article together.

    The same mail sent again has the same id, so that a program that looks at it shows it once.
    """
    first, last = told[0].comment.pk, told[-1].comment.pk
    headers = {"Message-ID": message_id(f"comments.{subscription.pk}.{first}-{last}")}
    articles = {one.article.pk for one in told}
    if len(articles) == 1:
        # No mail has that id; all that refer to it stand together.
        root = message_id(f"article.{articles.pop()}")
        headers |= {"In-Reply-To": root, "References": root}
    return headers


def _host() -> str:
    return punycode(urlsplit(settings.SITE_URL).hostname or "localhost")


class _Policy(EmailPolicy):
    """Keeps whole what the standard library would fold into unreadable pieces: our addresses."""

    def fold(self, name: str, value: Any) -> str:
        """Write a header."""
        if name == "List-Unsubscribe":
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Write a header as bytes."""
        if name == "List-Unsubscribe":
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


class _Mail(EmailMultiAlternatives):
    def message(self, *, policy: "Policy[Message[str, str]] | None" = None) -> EmailMessage:
        """Return what is sent."""
        linesep = policy.linesep if policy else "\n"
        message: EmailMessage = super().message(policy=_Policy(linesep=linesep))
        return message
