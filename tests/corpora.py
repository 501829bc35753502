"""Locate real exports and attack strings that can't be part of the repository."""

from pathlib import Path

import pytest

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
SEED = CORPORA.parent / "seed"


def corpus(name: str) -> Path:
    """Return the path of a corpus file; skip the test if it is missing.

    ``name`` is relative to the folder ``shared/corpora`` next to the checkout.
    """
    return _require(CORPORA / name)


def typepad_excerpt(name: str, folder: Path, *, every: int) -> Path:
    """Write every n-th entry of a TypePad export to ``folder`` and return the path."""
    export = corpus(f"typepad/{name}.txt")
    separator = b"\n--------\n"
    entries = export.read_bytes().replace(b"\r\n", b"\n").split(separator)[:-1]
    excerpt = folder / export.name
    excerpt.write_bytes(b"".join(entry + separator for entry in entries[::every]))
    return excerpt


def seed(name: str) -> Path:
    """Return the path of a file of the seed page; skip the test if it is missing."""
    return _require(SEED / name)


def _require(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path.name} is not next to the checkout")
    return path
