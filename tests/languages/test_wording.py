"""What Django and django-allauth say is said in the words of this site."""

import gettext
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.utils import translation

from accounts.wording import TEXTS
from core.upstream_messages import MESSAGES as ADMIN_TEXTS

THEIRS = Path(allauth.__file__).parent / "locale"


def test_the_library_still_says_it() -> None:
    with (THEIRS / "de" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert [text for text in TEXTS if catalogue.gettext(text) == text] == []


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code != "en"])
def test_the_words_of_the_site_go_first(language: str) -> None:
    with (settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        ours = gettext.GNUTranslations(file)
    with translation.override(language):
        assert [text for text in TEXTS if translation.gettext(text) != ours.gettext(text)] == []


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code != "en"])
def test_the_admin_is_not_half_in_english(language: str) -> None:
    with translation.override(language):
        texts = [text for text in ADMIN_TEXTS if isinstance(text, str)]
        assert [text for text in texts if translation.gettext(text) == text] == []


def test_german_speaks_to_readers_as_the_site_does() -> None:
    with translation.override("de"):
        assert translation.gettext("Enter your password:") == "Gib dein Passwort ein:"
