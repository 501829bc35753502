"""The catalogs match the code, their compiled files, and the strings that they translate."""

import re
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from django.conf import settings

from scripts.messages import catalog_paths, compiled, forms, get_expected, missing, read

EACH_CATALOG = pytest.mark.parametrize(
    "path", catalog_paths(), ids=lambda path: path.parents[1].name
)
ARABIC_FORMS = 6
NUMBER = re.compile(r"%(d|\((count|days|number|shown)\)[ds])")
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+(?: [^>]*)?>")


def get_ids(catalog: Catalog) -> set[tuple[object, str | None]]:
    return {(message.id, message.context) for message in catalog if message.id}


def get_placeholders(text: str) -> list[str]:
    """Return the placeholders and tags in a string."""
    return sorted(PLACEHOLDERS.findall(text))


def get_wrong_translations(message: Message) -> list[str]:
    """Return the translations whose placeholders or tags differ from the original.

    Arabic has forms for 0, 1 and 2; their words include the number, as in English "a comment".
    """
    allowed = [get_placeholders(text) for text in forms(message.id)]
    translations = forms(message.string)
    wrong = [form for form in translations if form and get_placeholders(form) not in allowed]
    if len(translations) == ARABIC_FORMS:
        without_number = [[one for one in found if not NUMBER.match(one)] for found in allowed]
        exact = translations[:3]
        wrong = [f for f in wrong if f not in exact or get_placeholders(f) not in without_number]
    return wrong


def test_each_language_has_a_catalog() -> None:
    assert {path.parents[1].name for path in catalog_paths()} == set(dict(settings.LANGUAGES))


@pytest.mark.slow
@EACH_CATALOG
def test_a_catalog_has_exactly_the_texts_in_use(path: Path) -> None:
    assert get_ids(read(path)) == get_ids(get_expected(path)), "run `make messages`"


@EACH_CATALOG
def test_the_compiled_catalog_is_current(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == compiled(read(path)), "run `make messages`"


@EACH_CATALOG
def test_no_translation_is_fuzzy(path: Path) -> None:
    assert [message.id for message in read(path) if message.id and message.fuzzy] == []


@EACH_CATALOG
def test_translations_keep_placeholders_and_tags(path: Path) -> None:
    messages = [message for message in read(path) if message.id]
    assert [form for message in messages for form in get_wrong_translations(message)] == []


@EACH_CATALOG
def test_a_catalog_is_complete(path: Path) -> None:
    assert [message.id for message in missing(read(path))] == []
