"""Emails are in the language of the site or of the subscription, not of the server."""

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from blog.models import SiteSettings
from blog.site.current import clear_site_cache
from comments.models import Commenter, Subscription, Thread
from mail.tasks import catch_up
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Guideline
from moderation.modmail.services import send_message
from tests.people import CreateComment


@pytest.fixture(autouse=True)
def german(db: None) -> None:
    """Set the site to German, on a server with English as the default."""
    assert settings.LANGUAGE_CODE == "en"
    SiteSettings.objects.create(pk=1, title="Der Hafen", language="de")
    clear_site_cache()


def test_statement_mail(create_comment: CreateComment, rex: Commenter, mo: User) -> None:
    decide(
        moderator=mo,
        item=create_comment(rex, "You fool"),
        action=Decision.Action.REMOVE,
        guideline=Guideline.objects.get(code="insult"),
        expected_version=0,
    )
    catch_up()
    (message,) = mail.outbox
    assert message.subject == "Der Hafen: Entscheidung der Moderation"


def test_modmail(rex: Commenter, mo: User) -> None:
    send_message(moderator=mo, commenter=rex, text="Hello")
    catch_up()
    (message,) = mail.outbox
    assert message.subject == "Der Hafen: Nachricht von der Moderation"


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("", "2 neue Kommentare zu The Harbour"),
        ("de", "2 neue Kommentare zu The Harbour"),
        ("en", "2 new comments on The Harbour"),
    ],
)
def test_notifications_use_the_language_of_the_subscription(
    thread: Thread, create_comment: CreateComment, rex: Commenter, language: str, subject: str
) -> None:
    Subscription.objects.create(
        email="ada@example.org",
        scope=Subscription.Scope.THREAD,
        thread=thread,
        language=language,
        confirmed_at=timezone.now(),
    )
    create_comment(rex, "One")
    create_comment(rex, "Two")
    catch_up()
    (message,) = mail.outbox
    assert message.subject == subject


def test_the_initial_guidelines() -> None:
    Guideline.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert Guideline.objects.get(code="insult").name == "Beleidigung oder Drohung"
