"""Default guidelines and settings for a new site."""

from django.utils.translation import gettext, gettext_noop

from blog.site.current import override_language
from moderation.models import Guideline, ModerationSettings

# Code, name, public wording, and whether it is required by law.
_DEFAULT_GUIDELINES = (
    (
        "insult",
        gettext_noop("Insult or threat"),
        gettext_noop(
            "Criticize what was said, not the person who said it. We remove insults and threats."
        ),
        False,
    ),
    (
        "hate",
        gettext_noop("Hate speech"),
        gettext_noop(
            "We don’t tolerate attacks on people for their origin, religion, or identity."
        ),
        False,
    ),
    (
        "off-topic",
        gettext_noop("Off topic"),
        gettext_noop("The comment has nothing to do with the article or the discussion."),
        False,
    ),
    (
        "advertising",
        gettext_noop("Advertising"),
        gettext_noop("Comments aren’t a place to sell or advertise anything."),
        False,
    ),
    (
        "private-data",
        gettext_noop("Personal information"),
        gettext_noop("The comment reveals personal information about someone without consent."),
        False,
    ),
    (
        "impersonation",
        gettext_noop("Impersonation or misquoting"),
        gettext_noop("The comment impersonates someone or puts words in their mouth."),
        False,
    ),
    (
        "disruption",
        gettext_noop("Disruption"),
        gettext_noop("The comment repeats itself or disrupts the discussion."),
        False,
    ),
    (
        "evasion",
        gettext_noop("Ban evasion"),
        gettext_noop("If you’re banned, you can appeal, but you can’t return under another name."),
        False,
    ),
    (
        "illegal",
        gettext_noop("Illegal content"),
        gettext_noop("Publishing this is illegal under the law that applies to this site."),
        True,
    ),
)


def create_default_guidelines(*, using: str = "default") -> None:
    """Create the default guidelines, in the site's language, if the site has none.

    Runs after each migration. Editors can change the list at any time.
    """
    if Guideline.objects.using(using).exists():
        return
    with override_language():
        Guideline.objects.using(using).bulk_create(
            Guideline(
                code=code,
                name=gettext(name),
                wording=gettext(wording),
                is_legal=is_legal,
                position=10 * position,
            )
            for position, (code, name, wording, is_legal) in enumerate(_DEFAULT_GUIDELINES, start=1)
        )


def create_default_settings() -> None:
    """Create the single row of moderation settings if it doesn't exist."""
    ModerationSettings.objects.get_or_create(pk=1)
