"""A new site has active lists of abusive terms. Editors can change or deactivate them."""

import pytest
from django.apps import apps
from django.db import migrations
from django.db.models.signals import post_migrate
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from blog.models import SiteSettings
from comments.models import Comment, Commenter
from comments.submission.reason_codes import ReasonCode
from moderation.filters.matching.term_list import parse_terms
from moderation.filters.screeners.word_lists import ListedWords
from moderation.filters.word_lists.services import (
    activate_word_list,
    create_default_word_lists,
    deactivate_word_list,
    save_word_list,
)
from moderation.models import Decision, WordList, WordListVersion
from tests.moderation.filters.screeners.conftest import Submit
from tests.people import CreateComment

ENGLISH = "Abuse in English"


@pytest.fixture
def default_lists(db: None) -> dict[str, WordList]:
    create_default_word_lists()
    return {word_list.name: word_list for word_list in WordList.objects.all()}


class _InitialMigration(migrations.Migration):
    initial = True


def _send_post_migrate(
    *migration_types: type[migrations.Migration], backwards: bool = False
) -> None:
    """Send the signal of a run of ``migrate`` with these migrations."""
    config = apps.get_app_config("moderation")
    post_migrate.send(
        sender=config,
        app_config=config,
        using="default",
        verbosity=0,
        interactive=False,
        plan=[(create("0000_test", "moderation"), backwards) for create in migration_types],
    )


@pytest.mark.parametrize(
    "text",
    [
        "You IDIOT!",
        "Go kill yourself",
        "K1ll y0urself",
        "f u c k y o u, f*ck you",
        "I will find you.",
        "Du bist so ein Vollidiot",
        "Halt deine Fresse, du H u r e n s o h n",
        "Ich weiß, wo du wohnst",
        "Zeig mal deine Titten",
        "يا كلب",
        "يا غبــي",
        "اقتل نفسك",
        "سأقتلك",
    ],
)
def test_abuse_is_held(
    default_lists: dict[str, WordList], submission: Submit, rex: Commenter, text: str
) -> None:
    verdict = ListedWords().screen(submission(rex, text))
    assert verdict is not None
    assert (verdict.outcome, verdict.reason_code) == ("hold", ReasonCode.WORD_LIST)


@pytest.mark.parametrize(
    "text",
    [
        "The Complete Idiot's Guide. I felt like an idiot. Damn, this bug is a bitch!",
        "sudo make me a sandwich, or kill the process and its children",
        "Great tits near Scunthorpe, and a Maine Coon behind a chink in the fence",
        "A waste of space. The screw you need is M4. Smoking will kill you.",
        "I'll find you an example. Go back to where you came from with the back button.",
        "Der innere Schweinehund ging zurück in die Küche. Stirb langsam ist ein Film.",
        "Ich finde dich toll. Das Bild gehört aufgehängt. Hol dir eine Kugel Eis.",
        "Hurenkinder im Satz. Mit Go die Datei öffnen. Da hast du Schwein gehabt.",
        "يا عبد الله، البطارية راح تموت. انتحر الكاتب في عام 1961.",
        "خوّل القانون الوزير صلاحيات. الكلب حيوان وفي. لا أعرف عنوانك.",
    ],
)
def test_ordinary_text_is_not_held(
    default_lists: dict[str, WordList], submission: Submit, rex: Commenter, text: str
) -> None:
    assert ListedWords().screen(submission(rex, text)) is None


def test_a_regular_is_held_with_evidence(
    default_lists: dict[str, WordList], create_comment: CreateComment, rex: Commenter
) -> None:
    comment = create_comment(rex, "I know where you live, you moron.")
    assert comment.status == Comment.Status.HELD
    evidence = Decision.objects.get(comment=comment).evidence
    assert (evidence["list"], evidence["terms"]) == (ENGLISH, "i know where you live, you moron")


def test_every_line_is_a_term(default_lists: dict[str, WordList]) -> None:
    assert len(default_lists) == 3
    for word_list in default_lists.values():
        assert not parse_terms(word_list.terms).invalid
        assert (word_list.outcome, word_list.match_prefixes) == ("hold", False)


def test_names_are_in_the_language_of_the_site(db: None) -> None:
    SiteSettings.objects.create(language="de")
    create_default_word_lists()
    with translation.override("de"):
        names = {
            translation.gettext(f"Abuse in {name}") for name in ("English", "German", "Arabic")
        }
    assert set(WordList.objects.values_list("name", flat=True)) == names
    assert ENGLISH not in names


def test_migrate_creates_the_lists_of_a_new_database(db: None) -> None:
    _send_post_migrate(_InitialMigration, migrations.Migration)
    assert WordListVersion.objects.active().count() == 3


def test_migrate_does_not_activate_lists_of_an_existing_site(db: None) -> None:
    _send_post_migrate()
    _send_post_migrate(migrations.Migration)
    _send_post_migrate(_InitialMigration, backwards=True)
    assert not WordList.objects.exists()


def test_a_deactivated_list_stays_inactive(
    default_lists: dict[str, WordList], submission: Submit, ed: User, rex: Commenter
) -> None:
    deactivate_word_list(editor=ed, word_list=default_lists[ENGLISH])
    _send_post_migrate(migrations.Migration)
    assert WordListVersion.objects.active().count() == 2
    assert ListedWords().screen(submission(rex, "You idiot")) is None


def test_editors_change_a_list(
    default_lists: dict[str, WordList], submission: Submit, ed: User, rex: Commenter
) -> None:
    word_list = default_lists[ENGLISH]
    word_list.terms = "you fool"
    save_word_list(editor=ed, word_list=word_list)
    activate_word_list(editor=ed, word_list=word_list)
    assert ListedWords().screen(submission(rex, "You idiot")) is None
    assert ListedWords().screen(submission(rex, "You fool")) is not None


def test_the_preview_says_that_the_list_came_with_the_site(
    default_lists: dict[str, WordList], client: Client, ed: User
) -> None:
    client.force_login(ed)
    url = reverse("moderation:word_list_preview", args=[default_lists[ENGLISH].pk])
    page = client.get(url).text
    assert "created with the site on" in page
    assert "activated by None" not in page
