"""A list of domains; each stands for itself and for everything below it."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

# Names with dots, wherever they stand. It begins at the beginning of a run only, and never goes
# back, so that no text takes longer than its length.
_HOST = re.compile(r"(?<![\w.-])[^\W_](?:[\w-]*+)(?:\.[^\W_](?:[\w-]*+))++")


class Domains:
    """Finds listed domains among hosts."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._domains = frozenset(filter(None, map(host_of, lines)))

    def __len__(self) -> int:
        return len(self._domains)

    def find(self, host: str) -> str:
        """Return the listed domain that a host, as ``host_of`` gives it, belongs to, or nothing."""
        labels = host.split(".")
        above = (".".join(labels[place:]) for place in range(len(labels)))
        return next((domain for domain in above if domain in self._domains), "")


def host_of(address: str) -> str:
    """Return the host of an address, or of a line that names one, in ASCII; nothing if none is."""
    line = address.strip().removeprefix("*.").lstrip(".")
    if not line or line.startswith("#"):
        return ""
    try:
        host = urlsplit(line if "//" in line else f"//{line}").hostname or ""
        return host.strip(".").encode("idna").decode() if host else ""
    except (ValueError, UnicodeError):
        return ""


def hosts_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the hosts that are written in a text, each with its place."""
    for match in _HOST.finditer(text):
        if host := host_of(match[0]):
            yield host, match.start(), match.end()
