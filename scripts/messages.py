"""The texts of the interface in other languages: ``python -m scripts.messages`` renews them.

Collects what the templates and the code mark for translation, brings it into each
``locale/LANGUAGE/LC_MESSAGES/django.po``, and compiles those. What a catalogue lacks is printed.
Both forms are committed, so that a machine which only serves the site needs no tools. GNU gettext
isn't needed either: Babel reads Python, and Django itself turns a template into something like it.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
ROOMS = (
    "accounts",
    "blog",
    "comments",
    "config",
    "core",
    "interchange",
    "moderation",
    "spamfilter",
)
# The functions of django.utils.translation; the numbers are the places of singular, plural and,
# with a "c", context.
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


def used() -> Catalog:
    """Return every text that the templates and the code mark for translation."""
    catalog = Catalog(fuzzy=False)
    for path, source in _sources():
        for _line, text, comments, context in extract(
            "python", io.BytesIO(source.encode()), KEYWORDS, ("Translators:",)
        ):
            where = [(path.relative_to(ROOT).as_posix(), 1)]
            catalog.add(text, locations=where, auto_comments=comments, context=context)
    return catalog


def catalogues() -> list[Path]:
    """Return the catalogues that there are, as people edit them."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """Return the catalogue in a file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as gettext reads it at run time."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def missing(catalog: Catalog) -> list[Message]:
    """Return the texts for which a catalogue has no words, or not for every kind of number."""
    return [message for message in catalog if message.id and not all(forms(message.string))]


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return a text in the form, or the forms, that it has for different numbers."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _sources() -> Iterator[tuple[Path, str]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if path.parent.name != "migrations":
                yield path, path.read_text()
    for path in sorted((ROOT / "templates").rglob("*.*")):
        code = templatize(path.read_text(), origin=path.name)
        # Where a template is indented says nothing; in Python it would.
        yield path, re.sub(r"(?m)^[ \t]+", "", code)


def _renew(path: Path, template: Catalog) -> Catalog:
    catalog = read(path)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    with path.open("wb") as file:
        write_po(
            file, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False
        )
    return read(path)


def main() -> int:
    """Renew every catalogue; 1 where one has no words for something."""
    settings.configure()
    template = used()
    incomplete = False
    for path in catalogues():
        catalog = _renew(path, template)
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        lacking = missing(catalog)
        print(f"{path.relative_to(ROOT)}: {len(catalog)} texts, {len(lacking)} without words")
        for message in lacking:
            print(f"  {message.id!r}")
        incomplete = incomplete or bool(lacking)
    return int(incomplete)


if __name__ == "__main__":
    sys.exit(main())
