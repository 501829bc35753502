"""Readers for the import formats, keyed by the value of ``import_site --format``.

Each is a module with a function ``read(path, options)``, which yields records of
``interchange.source_records`` and writes nothing.
"""

from interchange.formats import typepad, typepad_page
from interchange.source_records import Reader

READERS: dict[str, Reader] = {
    "typepad": typepad.read,
    "typepad-page": typepad_page.read,
}
