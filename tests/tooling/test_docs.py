"""Documents name files, modules and links that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The changelog names files as they were.
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")])
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
    "scripts",
    "benchmarks",
)
FOLDERS = (*APPS, "docs", "templates", "static", "tests", "locale", "requirements")
FILE = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]+)`")
MODULE = re.compile(rf"`((?:{'|'.join(APPS)})(?:\.(?!css)\w+)+)`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")

EACH_DOCUMENT = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix()
)


@EACH_DOCUMENT
def test_files_exist(document: Path) -> None:
    names = FILE.findall(document.read_text())
    assert [name for name in names if not (ROOT / name).exists()] == []


@EACH_DOCUMENT
def test_links_lead_somewhere(document: Path) -> None:
    targets = LINK.findall(document.read_text())
    assert [target for target in targets if not (document.parent / target).exists()] == []


@EACH_DOCUMENT
def test_modules_exist(document: Path) -> None:
    names = set(MODULE.findall(document.read_text()))
    assert [name for name in names if not is_importable(name)] == []


def is_importable(name: str) -> bool:
    """Check whether a dotted name is a module, or a name inside one."""
    path = ROOT.joinpath(*name.split("."))
    if path.is_dir() or path.with_suffix(".py").exists():
        return True
    for source in (path.parent.with_suffix(".py"), path.parent / "__init__.py"):
        if source.exists():
            return bool(re.search(rf"\b{path.name}\b", source.read_text()))
    return False
