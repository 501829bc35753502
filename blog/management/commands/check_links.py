from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blog.links.services import check_links

_LIMIT = 200


class Command(BaseCommand):
    help = (
        "Checks links of public articles and pages. Prints the broken ones and lists them in the"
        " admin."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--limit",
            type=int,
            default=_LIMIT,
            help=f"maximum number of links to check (default: {_LIMIT})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LINK_CHECKS:
            raise CommandError(
                "Outgoing link checks are disabled. Set LINK_CHECKS=1 to allow them."
            )
        broken = check_links(limit=max(0, options["limit"]))
        for link in broken:
            place = link.content.get_absolute_url() if link.content else ""
            self.stdout.write(f"{link.url}: {link.result} ({place})")
        self.stdout.write(f"Broken links: {len(broken)}")
