"""Pictures that stand in imported articles, found again in a folder of their files.

TypePad named a picture by an id and showed it at addresses like ``/.a/6a00d8341c...970b-800wi``,
where the end says how large. A folder may hold any of these sizes, under any ending.
"""

import re
from collections import defaultdict
from pathlib import Path, PurePosixPath

from interchange.source_urls import get_path

_ASSET = re.compile(r"(6a[0-9a-f]{16,})(?:-(\d+wi|pi|popup|[a-z0-9]+))?", re.IGNORECASE)
_PICTURE_NAME = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|tiff?|webp)$", re.IGNORECASE)


class MediaFolder:
    """The files of a folder, found by what an address says of them. No folder holds nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._by_name: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._by_asset: dict[str, Path] = {}
        self._paths: dict[tuple[str, ...], Path] = {}
        files = folder.rglob("*") if folder else ()
        for file in sorted(path for path in files if path.is_file()):
            self._add(file, file.relative_to(folder or file))

    def find(self, name: str) -> Path | None:
        """Return the file of an ``asset_name``: by id, else by as much of the path as is needed."""
        if found := self._by_asset.get(name):
            return found
        parts = _parts(PurePosixPath(name))
        alike = self._by_name[parts[-1]] if parts else []
        best = max((_common_end(parts, one) for one in alike), default=0)
        nearest = [one for one in alike if _common_end(parts, one) == best]
        # Two files that fit equally well may be two pictures: the wrong one is worse than none.
        return self._paths[nearest[0]] if len(nearest) == 1 else None

    def _add(self, file: Path, relative: Path) -> None:
        parts = _parts(relative)
        self._paths[parts] = file
        self._by_name[parts[-1]].append(parts)
        if found := _ASSET.match(file.name):
            name = found[1].lower()
            if name not in self._by_asset or _size(file.name) > _size(self._by_asset[name].name):
                self._by_asset[name] = file


def get_asset_name(address: str) -> str:
    """Return the name that all sizes of a picture share, or "" for any other address."""
    path = get_path(address)
    if named := _ASSET.match(PurePosixPath(path).name):
        return named[1].lower()
    return path.lstrip("/").casefold() if _PICTURE_NAME.search(path) else ""


def _parts(path: Path | PurePosixPath) -> tuple[str, ...]:
    return tuple(part.casefold() for part in path.parts if part != "/")


def _common_end(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        count += 1
    return count


def _size(name: str) -> int:
    """Return how large a size a file's name promises; one without an ending is the original."""
    found = _ASSET.match(name)
    ending = (found[2] or "").lower() if found else ""
    if ending.endswith("wi") and ending[:-2].isdigit():
        return int(ending[:-2])
    return {"": 1 << 20, "pi": 1 << 19, "popup": 1 << 18}.get(ending, 0)
