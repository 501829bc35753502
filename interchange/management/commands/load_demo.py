from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from interchange.demo import (
    DemoNotAllowed,
    UsernameTaken,
    check_demo_allowed,
    get_working_logins,
    is_site_empty,
    load_demo,
)
from interchange.demo.demo_users import get_logins_path


class Command(BaseCommand):
    help = "Load a demo blog into an empty site, and print the logins of the demo users."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="load it even if the site has articles"
        )

    def handle(self, *args: Any, force: bool, **options: Any) -> None:
        try:
            check_demo_allowed()
        except DemoNotAllowed:
            raise CommandError(
                "The demo’s users are not for a public site. It can be loaded only with"
                " config.settings.dev."
            ) from None
        if force or is_site_empty():
            self._load()
        self._print_logins()

    def _load(self) -> None:
        try:
            loaded = load_demo()
        except UsernameTaken as taken:
            raise CommandError(
                f"A user named {taken} already exists, so the demo can’t create one."
            ) from None
        self.stdout.write("The demo blog is loaded." if loaded else "The demo blog already exists.")

    def _print_logins(self) -> None:
        logins = get_working_logins()
        if not logins:
            return
        url = f"{settings.SITE_URL}{reverse('account_login')}"
        self.stdout.write(f"Log in to the demo at {url} (also stored in {get_logins_path()}):")
        for login in logins:
            self.stdout.write(f"  {login.username:6} {login.password}")
