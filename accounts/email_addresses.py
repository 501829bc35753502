from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q

from accounts.models import User


def has_confirmed_email(user: User) -> bool:
    """Check whether the account's primary email address is confirmed."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    return bool(user.email) and confirmed.filter(email=user.email.lower()).exists()


def find_confirmed_account(email: str) -> User | None:
    """Return the active account that the address belongs to, if any.

    Anyone can sign up with someone else's address. Therefore, the address must be confirmed, unless
    it belongs to staff, whose accounts are created by the owner of the site.
    """
    if not email:
        return None
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True, email__iexact=email)
    owners = User.objects.filter(Q(is_staff=True) | Exists(confirmed), is_active=True)
    return owners.filter(email__iexact=email).order_by("-is_staff", "pk").first()
