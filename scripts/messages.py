"""Update and compile the translation catalogs: ``python -m scripts.messages``.

Extracts the UI strings marked for translation in templates and code, updates each
``locale/LANGUAGE/LC_MESSAGES/django.po``, compiles it, and prints the untranslated strings. Both
the .po and the .mo files are committed, so production machines need no tools. GNU gettext isn't
needed: Django converts templates into code similar to Python, and Babel parses both.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
SOURCE_LANGUAGE = "en"
APPS = (
    "core",
    "mail",
    "accounts",
    "blog",
    "comments",
    "spamfilter",
    "moderation",
    "interchange",
    "config",
)
# The functions of django.utils.translation, with the positions of their arguments: singular,
# plural, and context (marked with a "c").
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@cache
def used() -> Catalog:
    """Return a catalog of all UI strings marked for translation."""
    catalog = Catalog(fuzzy=False)
    for path, source in _sources():
        for _line, text, comments, context in extract(
            "python", io.BytesIO(source.encode()), KEYWORDS, ("Translators:",)
        ):
            where = [(path.relative_to(ROOT).as_posix(), 1)]
            catalog.add(text, locations=where, auto_comments=comments, context=context)
    return catalog


def get_expected(path: Path) -> Catalog:
    """Return the messages that belong in the catalog at ``path``.

    The English catalog only rewords strings from other projects; ours are already in English.
    """
    catalog = used()
    if path.parents[1].name != SOURCE_LANGUAGE:
        return catalog
    overrides = Catalog(fuzzy=False)
    for message in catalog:
        if any(name.endswith("upstream_messages.py") for name, _line in message.locations):
            overrides[message.id] = message
    return overrides


def catalog_paths() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def compiled(catalog: Catalog) -> bytes:
    """Return the content of a catalog's .mo file."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def missing(catalog: Catalog) -> list[Message]:
    """Return the messages that lack a translation or one of its plural forms.

    The English catalog is always complete: a string without an override is shown as is.
    """
    if str(catalog.locale) == SOURCE_LANGUAGE:
        return []
    return [message for message in catalog if message.id and not all(forms(message.string))]


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the plural forms of a message, or the message itself as the only form."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _sources() -> Iterator[tuple[Path, str]]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if path.parent.name != "migrations":
                yield path, path.read_text()
    for path in sorted((ROOT / "templates").rglob("*.*")):
        code = templatize(path.read_text(), origin=path.name)
        # Indentation means nothing in a template, but Python would interpret it.
        yield path, re.sub(r"(?m)^[ \t]+", "", code)


def _update(path: Path, template: Catalog) -> Catalog:
    catalog = read(path)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    with path.open("wb") as file:
        write_po(
            file, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False
        )
    return read(path)


def main() -> int:
    """Update every catalog. Return 1 if any of them is incomplete."""
    settings.configure()
    incomplete = False
    for path in catalog_paths():
        catalog = _update(path, get_expected(path))
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        untranslated = missing(catalog)
        print(
            f"{path.relative_to(ROOT)}: {len(catalog)} messages, {len(untranslated)} untranslated"
        )
        for message in untranslated:
            print(f"  {message.id!r}")
        incomplete = incomplete or bool(untranslated)
    return int(incomplete)


if __name__ == "__main__":
    sys.exit(main())
