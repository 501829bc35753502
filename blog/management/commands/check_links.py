"""``manage.py check_links``: list the links of articles and pages that lead nowhere any more."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blog.services.links import check_links

_MOST = 200


class Command(BaseCommand):
    """Try the links of articles and pages, a number of them at a time."""

    help = (
        "Tries links of public articles and pages and lists the dead ones, here and in the admin."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the one option."""
        parser.add_argument(
            "--most", type=int, default=_MOST, help=f"how many to try in this run ({_MOST})"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, where the site may call others."""
        if not settings.LINK_CHECKS:
            raise CommandError("The site calls no other hosts unless LINK_CHECKS=1 allows it.")
        dead = check_links(most=max(0, options["most"]))
        for link in dead:
            place = link.written.get_absolute_url() if link.written else ""
            self.stdout.write(f"{link.address}: {link.result} ({place})")
        self.stdout.write(f"{len(dead)} dead links found.")
