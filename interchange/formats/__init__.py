"""Readers for the import formats, keyed by the value of ``import_site --format``.

Each reader is a module with a ``read(path, options)`` function that yields records from
``interchange.source_records`` and writes nothing.
"""

from interchange.formats import typepad, typepad_page
from interchange.source_records import Reader

READERS: dict[str, Reader] = {
    "typepad": typepad.read,
    "typepad-page": typepad_page.read,
}
