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


def seed(name: str) -> Path:
    """Return the path of a file of the seed page; skip the test if it is missing."""
    return _require(SEED / name)


def _require(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path.name} is not next to the checkout")
    return path
