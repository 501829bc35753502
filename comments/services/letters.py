"""Letters that ask somebody to confirm an address, sent once each."""

import logging
from smtplib import SMTPException

from django.utils import timezone
from django.utils.translation import override

from comments.identity.letters import letter
from comments.models import Confirmation

logger = logging.getLogger(__name__)


def send_letter(*, confirmation_id: int) -> bool:
    """Send the letter of a confirmation unless it is sent or used; false if the server is down."""
    waiting = Confirmation.objects.filter(pk=confirmation_id, sent_at=None, used_at=None)
    confirmation = waiting.first()
    if confirmation is None:
        return True
    try:
        with override(confirmation.language):
            letter(confirmation).send()
    except (SMTPException, OSError):
        logger.warning("The letter of confirmation %s was not sent", confirmation_id)
        return False
    waiting.update(sent_at=timezone.now())
    return True
