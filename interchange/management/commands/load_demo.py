"""Show an empty site what it can be."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from interchange.demo import UsernameTaken, get_working_logins, is_site_empty, load_demo
from interchange.demo.demo_users import get_logins_path


class Command(BaseCommand):
    """``manage.py load_demo [--force]``."""

    help = "Fill an empty site with a demo blog, and print the demo's sign-ins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer to add it to a site that isn't empty."""
        parser.add_argument(
            "--force", action="store_true", help="even where there are articles already"
        )

    def handle(self, *args: Any, force: bool, **options: Any) -> None:
        """Load the demo where it is wanted, and say who can sign in."""
        if force or is_site_empty():
            self._load()
        self._tell_sign_ins()

    def _load(self) -> None:
        try:
            loaded = load_demo()
        except UsernameTaken as taken:
            raise CommandError(
                f"There is a user named {taken} already, and the demo would make one."
            ) from None
        self.stdout.write(
            "The demo blog is loaded." if loaded else "The demo blog is here already."
        )

    def _tell_sign_ins(self) -> None:
        sign_ins = get_working_logins()
        if not sign_ins:
            return
        address = f"{settings.SITE_URL}{reverse('account_login')}"
        self.stdout.write(f"Sign-ins of the demo, at {address} (kept in {get_logins_path()}):")
        for one in sign_ins:
            self.stdout.write(f"  {one.username:6} {one.password}")
