"""What a worker does: it sends letters, and tries again where the mail server is down."""

import datetime as dt

from django.tasks import task
from django.utils import timezone

from comments.services import letters

# A few minutes, and then as long as a server is usually away; after that nobody waits any more.
_TRY_AGAIN_AFTER = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]


@task
def send_letter(confirmation_id: int, attempt: int = 0) -> None:
    """Send the letter of a confirmation; a later attempt follows one that failed."""
    if not letters.send_letter(confirmation_id=confirmation_id):
        _try_again(confirmation_id, attempt)


def _try_again(confirmation_id: int, attempt: int) -> None:
    """Have it sent later. A backend that can't wait leaves that to whoever asks once more."""
    if send_letter.get_backend().supports_defer and attempt < len(_TRY_AGAIN_AFTER):
        later = timezone.now() + _TRY_AGAIN_AFTER[attempt]
        send_letter.using(run_after=later).enqueue(confirmation_id, attempt + 1)
