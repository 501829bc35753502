import datetime as dt
from collections.abc import Iterable

from django.tasks import task
from django.utils import timezone

from mail.outbox import create_missing, send_due


@task()
def send_due_mail() -> None:
    schedule_sending(send_due())


def catch_up() -> None:
    """Write the rows that crashed workers left unwritten, and send all due emails."""
    times = create_missing()
    schedule_sending(times | send_due())


def send_at(time: dt.datetime) -> None:
    """Send due emails at the given time, or now if it has come. Call this after the commit."""
    if time <= timezone.now():
        send_due_mail.enqueue()
    else:
        schedule_sending([time])


def schedule_sending(times: Iterable[dt.datetime]) -> None:
    """Schedule ``send_due_mail`` for the given times.

    If the task backend can't defer tasks, the ``send_mail_queue`` command has to send these emails.
    """
    if send_due_mail.get_backend().supports_defer:
        for time in times:
            send_due_mail.using(run_after=time).enqueue()
