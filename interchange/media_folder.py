"""Find the image files of imported articles in a folder.

TypePad identifies a picture by an asset ID in URLs like ``/.a/6a00d8341c...970b-800wi``, where the
suffix is the size. The folder can contain pictures in any of these sizes, with any file extension.
"""

import re
from collections import defaultdict
from pathlib import Path, PurePosixPath

from interchange.source_urls import get_path

_ASSET = re.compile(r"(6a[0-9a-f]{16,})(?:-(\d+wi|pi|popup|[a-z0-9]+))?", re.IGNORECASE)
_PICTURE_NAME = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|tiff?|webp)$", re.IGNORECASE)


class MediaFolder:
    """Index of the image files in a folder; empty if there is no folder."""

    def __init__(self, folder: Path | None) -> None:
        self._by_name: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._by_asset: dict[str, Path] = {}
        self._paths: dict[tuple[str, ...], Path] = {}
        files = folder.rglob("*") if folder else ()
        for file in sorted(path for path in files if path.is_file()):
            self._add(file, file.relative_to(folder or file))

    def find(self, name: str) -> Path | None:
        """Find a picture's file by asset ID or, failing that, by the end of the path in its URL."""
        if found := self._by_asset.get(name):
            return found
        parts = _get_parts(PurePosixPath(name))
        candidates = self._by_name[parts[-1]] if parts else []
        best = max((_count_common_parts(parts, candidate) for candidate in candidates), default=0)
        nearest = [
            candidate for candidate in candidates if _count_common_parts(parts, candidate) == best
        ]
        # Two equal matches may be different pictures. No picture is better than a wrong one.
        return self._paths[nearest[0]] if len(nearest) == 1 else None

    def _add(self, file: Path, relative: Path) -> None:
        parts = _get_parts(relative)
        self._paths[parts] = file
        self._by_name[parts[-1]].append(parts)
        if found := _ASSET.match(file.name):
            name = found[1].lower()
            if name not in self._by_asset or _get_size_rank(file.name) > _get_size_rank(
                self._by_asset[name].name
            ):
                self._by_asset[name] = file


def get_asset_name(url: str) -> str:
    """Return the name shared by all sizes of a picture, or "" if the URL isn't a picture URL."""
    path = get_path(url)
    if named := _ASSET.match(PurePosixPath(path).name):
        return named[1].lower()
    return path.lstrip("/").casefold() if _PICTURE_NAME.search(path) else ""


def _get_parts(path: Path | PurePosixPath) -> tuple[str, ...]:
    return tuple(part.casefold() for part in path.parts if part != "/")


def _count_common_parts(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        count += 1
    return count


def _get_size_rank(name: str) -> int:
    """Rank a picture file by the size in its name; a name without a size is the original's."""
    found = _ASSET.match(name)
    ending = (found[2] or "").lower() if found else ""
    if ending.endswith("wi") and ending[:-2].isdigit():
        return int(ending[:-2])
    return {"": 1 << 20, "pi": 1 << 19, "popup": 1 << 18}.get(ending, 0)
