from allauth.account.models import EmailAddress

from accounts.models import User


def confirm_email_address(user: User) -> None:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
