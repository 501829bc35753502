"""What a worker does for moderation."""

import datetime as dt

from django.tasks import task
from django.utils import timezone

# A few minutes, and then as long as a server is usually away. What is left then is sent by
# ``manage.py send_mail_queue``.
_TRY_AGAIN_AFTER = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 600)]


@task
def send_letter(letter_id: int, attempt: int = 0) -> None:
    """Send a letter to somebody who was moderated; a later attempt follows one that failed."""
    from moderation.services import letters  # noqa: PLC0415 - services enqueue this task

    if letters.send(letter_id=letter_id) or attempt >= len(_TRY_AGAIN_AFTER):
        return
    if send_letter.get_backend().supports_defer:
        later = timezone.now() + _TRY_AGAIN_AFTER[attempt]
        send_letter.using(run_after=later).enqueue(letter_id, attempt + 1)


@task
def end_cool_down(thread_id: int) -> None:
    """Write down that a thread has cooled down."""
    from moderation import services  # noqa: PLC0415 - they enqueue this task

    services.end_cool_down(thread_id=thread_id)
