"""Letters that ask somebody to confirm an address, sent once each."""

from collections.abc import Sequence

from django.core.mail import EmailMultiAlternatives

from blog.site.current import override_language
from comments.identity.letters import letter
from comments.models import Confirmation
from comments.models.confirmation import ConfirmationQuerySet
from comments.services.sending import Outbox


def _mail(confirmations: Sequence[Confirmation]) -> EmailMultiAlternatives | None:
    """Compose it, unless its link would be good for nothing."""
    (confirmation,) = confirmations
    if confirmation.used_at or confirmation.is_expired:
        return None
    with override_language(confirmation.language):
        return letter(confirmation)


def _rows() -> ConfirmationQuerySet:
    return Confirmation.objects.all()


CONFIRMATIONS = Outbox(_rows, _mail)
