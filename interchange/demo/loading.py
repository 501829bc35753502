from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from blog.models import Article
from blog.site.current import is_site_untitled
from blog.site.services import update_site
from interchange.demo.demo_users import create_users
from interchange.demo.illustrations import draw_illustrations
from interchange.demo.moderation_activity import create_moderation_activity
from interchange.importing import import_site
from interchange.source_records import ReadOptions

_EXPORT = Path(__file__).with_name("slack-tide.txt")
_TITLE = "The Slack Tide"
_TAGLINE = "Notes on ferries, bridges, bread and other public works"


class DemoNotAllowed(Exception):
    """The settings forbid the demo, because the site is public."""


def check_demo_allowed() -> None:
    """Raise ``DemoNotAllowed`` if ``DEMO_ALLOWED`` is off."""
    if not settings.DEMO_ALLOWED:
        raise DemoNotAllowed


def is_site_empty() -> bool:
    return not Article.objects.exists()


def load_demo() -> bool:
    """Create the demo's users, articles and threads in one transaction.

    Returns False if the articles already exist. Raises ``DemoNotAllowed``, and
    ``interchange.demo.demo_users.UsernameTaken``.
    """
    check_demo_allowed()
    with transaction.atomic():
        create_users()
        if is_site_untitled():
            update_site(title=_TITLE, tagline=_TAGLINE)
        created = _import()
        if created:
            create_moderation_activity(User.objects.get(username="mo"))
    return created


def _import() -> bool:
    options = ReadOptions(timezone=ZoneInfo("UTC"), now=timezone.now())
    with TemporaryDirectory() as folder:
        draw_illustrations(Path(folder))
        report = import_site(
            path=_EXPORT, format_name="typepad", options=options, media=Path(folder)
        )
    if report.warnings:
        raise RuntimeError(f"The demo export has warnings: {report.warnings}")
    return report.articles.created > 0
