"""What comments hear of accounts."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from comments.services.identity import claim_past_comments


@receiver(email_confirmed, dispatch_uid="comments.claim_past_comments")
def _claim_past_comments(email_address: EmailAddress, **kwargs: Any) -> None:
    claim_past_comments(user=email_address.user, email=email_address.email)
