"""Atom feed of the public moderation log."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.feeds.atom import AtomFeed, Entry, Feed, make_urls_absolute
from blog.site.current import build_absolute_url, get_current_site
from moderation.models import Decision
from moderation.transparency.public_log import LogEntry, LogFilter, get_log_page


class PublicLogFeed(AtomFeed):
    def build_feed(self, request: HttpRequest, **address: object) -> Feed:
        """Return the newest page of the log as a feed."""
        return Feed(
            title=_("%(site)s: moderation log") % {"site": get_current_site().title},
            page=reverse("transparency:public_log"),
            entries=[_build_entry(entry) for entry in get_log_page(LogFilter()).entries],
        )


def _build_entry(entry: LogEntry) -> Entry:
    decision = entry.decision
    path = reverse("transparency:public_log")
    url = build_absolute_url(f"{path}?from={decision.pk}#d{decision.pk}")
    html = render_to_string("moderation/transparency/_log_entry.html", {"entry": entry})
    return Entry(
        id=_build_id(decision),
        title=f"{entry.subject}: {decision.get_action_display()}",
        url=url,
        published=decision.decided_at,
        updated=decision.decided_at,
        author=entry.decided_by,
        html=make_urls_absolute(html, url),
    )


def _build_id(decision: Decision) -> str:
    """Return a permanent ``tag:`` URI (RFC 4151) for a decision."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{decision.decided_at:%Y-%m-%d}:decision/{decision.pk}"
