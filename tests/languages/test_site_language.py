"""What is written with no page asked for is in the site's language, and not in the server's."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from blog.models import SiteSettings
from blog.site.current import clear_site_cache
from comments.models import Comment, Commenter, Subscription, Thread
from mail.tasks import catch_up
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Guideline
from moderation.modmail.services import send_message

Say = Callable[..., Comment]


@pytest.fixture(autouse=True)
def german(db: None) -> None:
    """The site speaks German, on a server that was set up in English."""
    assert settings.LANGUAGE_CODE == "en"
    SiteSettings.objects.create(pk=1, title="Der Hafen", language="de")
    clear_site_cache()


def test_the_letter_to_whoever_was_moderated(say: Say, rex: Commenter, mo: User) -> None:
    decide(
        moderator=mo,
        item=say(rex, "You fool"),
        action=Decision.Action.REMOVE,
        guideline=Guideline.objects.get(code="insult"),
        expected_version=0,
    )
    catch_up()
    (letter,) = mail.outbox
    assert letter.subject == "Der Hafen: eine Entscheidung"


def test_the_mail_that_tells_of_a_message(rex: Commenter, mo: User) -> None:
    send_message(moderator=mo, commenter=rex, text="Hello")
    catch_up()
    (letter,) = mail.outbox
    assert letter.subject == "Der Hafen: eine Nachricht von den Moderatoren"


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("", "2 neue Kommentare: The Harbour"),
        ("de", "2 neue Kommentare: The Harbour"),
        ("en", "2 new comments: The Harbour"),
    ],
)
def test_what_a_follower_is_told_unless_it_was_asked_for_in_another(
    thread: Thread, say: Say, rex: Commenter, language: str, subject: str
) -> None:
    Subscription.objects.create(
        email="ada@example.org",
        scope=Subscription.Scope.THREAD,
        thread=thread,
        language=language,
        confirmed_at=timezone.now(),
    )
    say(rex, "One")
    say(rex, "Two")
    catch_up()
    (letter,) = mail.outbox
    assert letter.subject == subject


def test_the_first_list_of_reasons() -> None:
    Guideline.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert Guideline.objects.get(code="insult").name == "Beleidigung oder Drohung"
