"""The formats that can be imported, by the name that ``import_site --format`` takes.

Each is one module with one ``read``, which yields ``interchange.records`` and writes nothing.
"""

from interchange.formats import typepad, typepad_page
from interchange.records import Reader

READERS: dict[str, Reader] = {
    "typepad": typepad.read,
    "typepad-page": typepad_page.read,
}
