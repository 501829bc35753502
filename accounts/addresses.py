"""The e-mail addresses of accounts, as allauth keeps them."""

from allauth.account.models import EmailAddress

from accounts.models import User


def has_confirmed_email(user: User) -> bool:
    """Whether the owner of the account has shown that they read the mail of its address."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    return bool(user.email) and confirmed.filter(email=user.email.lower()).exists()
