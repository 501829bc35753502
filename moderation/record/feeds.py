"""The public log as an Atom feed."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.feeds.atom import AtomFeed, Feed, make_urls_absolute
from blog.feeds.atom import Entry as FeedEntry
from blog.site.current import build_absolute_url, get_current_site
from moderation.models import Decision
from moderation.record.log import Entry, Wanted, log_page


class LogFeed(AtomFeed):
    """The newest decisions of the public log."""

    def build_feed(self, request: HttpRequest, **address: object) -> Feed:
        """Return the feed."""
        return Feed(
            title=_("%(site)s: moderation log") % {"site": get_current_site().title},
            page=reverse("record:log"),
            entries=[_entry(entry) for entry in log_page(Wanted()).entries],
        )


def _entry(entry: Entry) -> FeedEntry:
    decision = entry.decision
    url = build_absolute_url(f"{reverse('record:log')}?from={decision.pk}#d{decision.pk}")
    html = render_to_string("moderation/_log_entry.html", {"entry": entry})
    return FeedEntry(
        id=_id(decision),
        title=f"{entry.about}: {decision.get_action_display()}",
        url=url,
        published=decision.decided_at,
        updated=decision.decided_at,
        author=entry.by,
        html=make_urls_absolute(html, url),
    )


def _id(decision: Decision) -> str:
    """Return the id of a decision in feeds, which is the same for ever, as a decision is."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{decision.decided_at:%Y-%m-%d}:decision/{decision.pk}"
