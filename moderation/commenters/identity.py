"""Recognize a person behind several commenters, and check whether a commenter is staff."""

from django.db.models import Q, QuerySet

from accounts.models import User
from comments.models import Commenter
from mail.addresses import get_mailbox


def get_same_person(commenter: Commenter) -> QuerySet[Commenter]:
    """Return all commenters with the same account or mailbox, including this one.

    A mailbox receives mail to several variants of an address (``mail.addresses``). Names are not
    compared, because different people can use the same one.
    """
    same = Q(pk=commenter.pk)
    if commenter.user_id:
        same |= Q(user=commenter.user_id)
    if commenter.email:
        same |= Q(mailbox=get_mailbox(commenter.email))
    return Commenter.objects.filter(same)


def is_staff(commenter: Commenter) -> bool:
    """Check whether the commenter is a staff member under any name. Runs at most one query."""
    staff = Q(commenters__in=get_same_person(commenter))
    if commenter.email:
        staff |= Q(email__iexact=commenter.email)
    return User.objects.filter(staff, is_staff=True, is_active=True).exists()


def get_email(commenter: Commenter) -> str:
    """Return the commenter's email address, confirmed or not, or an empty string."""
    return commenter.email or (commenter.user.email if commenter.user else "")
