"""What comments hear of accounts and articles."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from accounts.models import User
from blog.models import Article
from blog.signals import article_published
from comments.services.identity import claim_past_comments
from comments.services.recommending import forget_recommendations
from comments.subscriptions.services.announcements import announce_article


@receiver(email_confirmed, dispatch_uid="comments.claim_past_comments")
def _claim_past_comments(email_address: EmailAddress, **kwargs: Any) -> None:
    claim_past_comments(user=email_address.user, email=email_address.email)


@receiver(article_published, dispatch_uid="comments.note_article")
def _note_article(article: Article, **kwargs: Any) -> None:
    announce_article(article)


@receiver(pre_delete, sender=User, dispatch_uid="comments.forget_recommendations")
def _forget_recommendations(instance: User, **kwargs: Any) -> None:
    # The rows would go by themselves; what they are counted in would not change.
    forget_recommendations(user=instance)
