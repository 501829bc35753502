"""What a new site begins with: a list of reasons, and the row of its settings."""

from django.utils.translation import gettext, gettext_noop

from blog.site.current import override_language
from moderation.models import Ground, ModerationSettings

# Code, name, public wording, and whether it is the law that forbids it.
_FIRST_LIST = (
    (
        "insult",
        gettext_noop("Insult or threat"),
        gettext_noop("Here we argue about what was said. Insults and threats are taken down."),
        False,
    ),
    (
        "hate",
        gettext_noop("Hatred of a group"),
        gettext_noop(
            "Nobody is run down here for where they come from, what they believe or what they are."
        ),
        False,
    ),
    (
        "off-topic",
        gettext_noop("Off the topic"),
        gettext_noop("The comment has nothing to do with the article or the talk under it."),
        False,
    ),
    (
        "advertising",
        gettext_noop("Advertising"),
        gettext_noop("The comments are not there to sell or to advertise anything."),
        False,
    ),
    (
        "private-data",
        gettext_noop("Private data"),
        gettext_noop("The comment tells something private about somebody who did not agree to it."),
        False,
    ),
    (
        "impersonation",
        gettext_noop("Impersonation or misquoting"),
        gettext_noop(
            "The comment pretends to be by somebody else, or puts words into their mouth."
        ),
        False,
    ),
    (
        "disruption",
        gettext_noop("Disruption"),
        gettext_noop("The comment repeats itself, shouts others down, or keeps them from talking."),
        False,
    ),
    (
        "evasion",
        gettext_noop("Going round a measure"),
        gettext_noop("Whoever is banned here may appeal, but not come back under another name."),
        False,
    ),
    (
        "illegal",
        gettext_noop("Illegal content"),
        gettext_noop("The law that this site is under forbids to publish this."),
        True,
    ),
)


def list_grounds(*, using: str = "default") -> None:
    """Give a site that has no list of reasons the usual one, in its language.

    From then on the list is the editors'. Runs after each migration.
    """
    if Ground.objects.using(using).exists():
        return
    with override_language():
        Ground.objects.using(using).bulk_create(
            Ground(
                code=code,
                name=gettext(name),
                wording=gettext(wording),
                is_legal=is_legal,
                position=10 * place,
            )
            for place, (code, name, wording, is_legal) in enumerate(_FIRST_LIST, start=1)
        )


def begin_settings() -> None:
    """Make the one row of the site's settings where there is none yet."""
    ModerationSettings.objects.get_or_create(pk=1)
