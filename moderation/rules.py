"""What the rules by which programs decide are called where people read of them."""

from django.utils.translation import gettext_lazy as _

# By the names that decisions keep: those of the screeners, and of what else decides by itself.
_NAMES = {
    "akismet": _("Akismet"),
    "bans": _("Bans"),
    "cool-down": _("Quarrels that cool down"),
    "near-duplicates": _("Said before"),
    "external": _("The site’s own screener"),
    "first-link": _("First link of a newcomer"),
    "form-timing": _("Typed too fast"),
    "held-commenters": _("Commenters who are read first"),
    "honeypot": _("A field that people don’t see"),
    "impersonation": _("Names of others"),
    "listed-domains": _("List of domains"),
    "listed-words": _("Word list"),
    "many-links": _("Many links"),
    "measures": _("Mutes and warnings"),
    "newcomers": _("Newcomers"),
    "other-language": _("Another language"),
    "rate-limit": _("Too much in a short time"),
    "reports": _("Reports by readers"),
    "unusual-formatting": _("Odd shape of the text"),
    "slow-mode": _("Slow mode"),
    "spam-filter": _("Spam filter"),
    "thread-closed": _("Closed threads"),
    "thread-moderated": _("Threads that are read first"),
}


def rule_name(rule: str) -> str:
    """Return what a rule is called in the reader's language; one of the site's own, by its name."""
    return str(_NAMES.get(rule, rule))
