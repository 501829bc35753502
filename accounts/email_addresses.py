from allauth.account.models import EmailAddress

from accounts.models import User


def has_confirmed_email(user: User) -> bool:
    """Check whether the account's primary email address is confirmed."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    return bool(user.email) and confirmed.filter(email=user.email.lower()).exists()
