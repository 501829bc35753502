"""Who is one person, and who is one of us."""

from django.db.models import Q, QuerySet

from accounts.models import User
from comments.models import Commenter


def same_person(commenter: Commenter) -> QuerySet[Commenter]:
    """Return the commenter under every name: of the same account, or with the same e-mail address.

    A name alone says nothing, and neither do two commenters of whom no address is known.
    """
    same = Q(pk=commenter.pk)
    if commenter.user_id:
        same |= Q(user=commenter.user_id)
    if commenter.email:
        same |= Q(email=commenter.email)
    return Commenter.objects.filter(same)


def is_staff(commenter: Commenter) -> bool:
    """Whether this is somebody who works on the site, under whatever name. At most one query."""
    staff = Q(commenters__in=same_person(commenter))
    if commenter.email:
        staff |= Q(email__iexact=commenter.email)
    return User.objects.filter(staff, is_staff=True, is_active=True).exists()


def address_of(commenter: Commenter) -> str:
    """Return where a commenter can be written to, confirmed or not; nothing if that is unknown."""
    return commenter.email or (commenter.user.email if commenter.user else "")
