"""Human-readable names of screeners and other automatic checks."""

from django.utils.translation import gettext_lazy as _

# Keyed by the name stored with a decision.
_LABELS = {
    "akismet": _("Akismet"),
    "approved-text": _("Edited after approval"),
    "bans": _("Bans"),
    "cool-down": _("Cool-down"),
    "external": _("External check"),
    "first-link": _("First link by a new commenter"),
    "form-timing": _("Submitted too fast"),
    "honeypot": _("Honeypot field"),
    "impersonation": _("Impersonation"),
    "listed-domains": _("Domain list"),
    "listed-words": _("Word list"),
    "many-links": _("Too many links"),
    "near-duplicates": _("Duplicate"),
    "new-commenter": _("New commenter"),
    "other-language": _("Other language"),
    "premoderated": _("Pre-moderated commenter"),
    "rate-limit": _("Rate limit"),
    "reports": _("Reports"),
    "sanctions": _("Suspensions and warnings"),
    "slow-mode": _("Slow mode"),
    "spam-filter": _("Spam filter"),
    "thread-closed": _("Closed thread"),
    "thread-moderated": _("Pre-moderated thread"),
    "unusual-formatting": _("Unusual formatting"),
}


def get_screener_label(name: str) -> str:
    """Return a screener's label in the current language, or its name if it is unknown."""
    return str(_LABELS.get(name, name))
