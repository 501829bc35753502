"""What comments hear of accounts and articles."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from blog.models import Article
from blog.signals import article_published
from comments.services.announcing import note_article
from comments.services.identity import claim_past_comments


@receiver(email_confirmed, dispatch_uid="comments.claim_past_comments")
def _claim_past_comments(email_address: EmailAddress, **kwargs: Any) -> None:
    claim_past_comments(user=email_address.user, email=email_address.email)


@receiver(article_published, dispatch_uid="comments.note_article")
def _note_article(article: Article, **kwargs: Any) -> None:
    note_article(article)
