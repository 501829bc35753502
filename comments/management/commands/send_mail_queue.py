"""``manage.py send_mail_queue``: what a worker left undone."""

from typing import Any

from django.core.management.base import BaseCommand

from comments.services.following import forget_unanswered
from comments.services.mailing import forget_sent
from comments.services.sending import count_left
from comments.tasks import catch_up


class Command(BaseCommand):
    """Announce and send what is due, and forget what is long past.

    May run at any time, beside workers and beside itself.
    """

    help = "Sends the mail that is due, and what a worker left undone when it died."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what remains."""
        catch_up()
        forget_sent()
        forget_unanswered()
        waiting, given_up = count_left()
        if options["verbosity"]:
            self.stdout.write(f"{waiting} waiting, {given_up} given up")
