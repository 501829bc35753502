"""Where tests find real exports and attack strings that are not ours to ship."""

from pathlib import Path

import pytest

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
SEED = CORPORA.parent / "seed"


def corpus(name: str) -> Path:
    """Return the path of one corpus file, or skip the test where the corpora are not at hand.

    ``name`` is relative to the corpora folder that lies beside the checkout.
    """
    return _present(CORPORA / name)


def seed(name: str) -> Path:
    """Return the path of one file of the saved model page, or skip the test without it."""
    return _present(SEED / name)


def _present(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this checkout")
    return path
