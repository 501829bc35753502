"""The locks: exact, with hashes, without a word of where a package was found."""

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
def test_a_lock_names_no_address(lock: str) -> None:
    assert not re.search(r"://|--(extra-)?index|--find-links|@ ", read(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_exact_and_has_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", read(lock).strip())
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_what_the_project_asks_for(lock: str) -> None:
    found = pins(lock)
    for requirement in LOCKS[lock]:
        name, version = re.sub(r"\[.*?\]", "", requirement).split("==")
        assert found[name] == version


def test_the_lock_for_working_agrees_with_the_lock_for_running() -> None:
    assert pins("base").items() <= pins("dev").items()
