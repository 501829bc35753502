"""Locks have exact versions and hashes, and no package index."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = {
    "base": PROJECT["project"]["dependencies"],
    "dev": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
}


def read(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text()


def pins(lock: str) -> dict[str, str]:
    """Return the version of each package in ``lock``."""
    return dict(re.findall(r"^([\w.-]+)==([^ ;]+)", read(lock), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_contains_no_url(lock: str) -> None:
    assert not re.search(r"://|--(extra-)?index|--find-links|@ ", read(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_version_and_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", read(lock).strip())
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_contains_the_requirements(lock: str) -> None:
    found = pins(lock)
    for requirement in LOCKS[lock]:
        name, version = re.sub(r"\[.*?\]", "", requirement).split("==")
        assert found[name] == version


def test_the_locks_agree() -> None:
    assert pins("base").items() <= pins("dev").items()
