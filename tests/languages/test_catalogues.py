"""The catalogues agree with the code, with their compiled forms, and with what they translate."""

import re
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from django.conf import settings

from scripts.messages import catalog_paths, compiled, forms, missing, read, used

EACH = pytest.mark.parametrize("path", catalog_paths(), ids=lambda path: path.parents[1].name)
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+(?: [^>]*)?>")


def ids(catalog: Catalog) -> set[tuple[object, str | None]]:
    """Return what a catalogue has words for: each text with its context."""
    return {(message.id, message.context) for message in catalog if message.id}


def places(text: str) -> list[str]:
    """Return what must stand in a translation as it stands in the text: placeholders and tags."""
    return sorted(PLACES.findall(text))


def wrong(message: Message) -> list[str]:
    """Return the translations that lack what stands in the text, or have what doesn't."""
    allowed = [places(text) for text in forms(message.id)]
    return [form for form in forms(message.string) if form and places(form) not in allowed]


def test_each_language_but_the_first_has_a_catalogue() -> None:
    assert {path.parents[1].name for path in catalog_paths()} == set(dict(settings.LANGUAGES)) - {
        "en"
    }


@EACH
def test_a_catalogue_has_what_is_used_and_no_more(path: Path) -> None:
    assert ids(read(path)) == ids(used()), "run `make messages`"


@EACH
def test_what_is_compiled_is_the_catalogue(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == compiled(read(path)), "run `make messages`"


@EACH
def test_nothing_is_a_guess(path: Path) -> None:
    assert [message.id for message in read(path) if message.id and message.fuzzy] == []


@EACH
def test_placeholders_and_tags_are_kept(path: Path) -> None:
    assert [form for message in read(path) if message.id for form in wrong(message)] == []


@EACH
def test_a_catalogue_is_complete(path: Path) -> None:
    assert [message.id for message in missing(read(path))] == []
