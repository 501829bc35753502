"""Strings from Django and django-allauth appear in this site's wording."""

import gettext
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.utils import translation

from accounts.upstream_messages import MESSAGES
from core.upstream_messages import MESSAGES as ADMIN_MESSAGES

LIBRARY_CATALOGS = Path(allauth.__file__).parent / "locale"
TRANSLATIONS = [code for code, _name in settings.LANGUAGES if code != "en"]


def read_catalog(folder: Path, language: str) -> gettext.GNUTranslations:
    with (folder / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_the_library_still_has_these_texts() -> None:
    # Some translations equal the original, so one language is not enough.
    catalogs = [read_catalog(LIBRARY_CATALOGS, language) for language in TRANSLATIONS]
    unknown = [text for text in MESSAGES if all(c.gettext(text) == text for c in catalogs)]
    assert unknown == []


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_our_catalog_has_priority(language: str) -> None:
    ours = read_catalog(Path(settings.LOCALE_PATHS[0]), language)
    with translation.override(language):
        assert [text for text in MESSAGES if translation.gettext(text) != ours.gettext(text)] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_the_admin_is_translated(language: str) -> None:
    with translation.override(language):
        texts = [text for text in ADMIN_MESSAGES if isinstance(text, str)]
        assert [text for text in texts if translation.gettext(text) == text] == []


def test_english_texts_use_log_in() -> None:
    with translation.override("en"):
        assert translation.gettext("Sign In") == "Log in"


def test_german_addresses_readers_informally() -> None:
    with translation.override("de"):
        assert translation.gettext("Enter your password:") == "Gib dein Passwort ein:"
