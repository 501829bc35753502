"""Receivers for signals from the accounts and blog apps."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from accounts.models import User
from blog.models import Article
from blog.signals import article_published
from comments.reactions.services import delete_recommendations
from comments.subscriptions.services.announcements import announce_article
from comments.visitors.services.name_ownership import claim_guest_comments


@receiver(email_confirmed, dispatch_uid="comments.claim_guest_comments")
def _claim_guest_comments(email_address: EmailAddress, **kwargs: Any) -> None:
    claim_guest_comments(user=email_address.user, email=email_address.email)


@receiver(article_published, dispatch_uid="comments.announce_article")
def _announce_article(article: Article, **kwargs: Any) -> None:
    announce_article(article)


@receiver(pre_delete, sender=User, dispatch_uid="comments.delete_recommendations")
def _delete_recommendations(instance: User, **kwargs: Any) -> None:
    # A cascading delete would remove the rows without updating the counters.
    delete_recommendations(user=instance)
