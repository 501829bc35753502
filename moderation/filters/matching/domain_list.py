"""Match hosts against a list of domains."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

# Names with dots. Possessive quantifiers and the lookbehind keep matching time linear.
_HOST = re.compile(r"(?<![\w.-])[^\W_](?:[\w-]*+)(?:\.[^\W_](?:[\w-]*+))++")


class DomainMatcher:
    """Finds the listed domain that a host belongs to. A domain includes its subdomains."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._domains = frozenset(filter(None, map(parse_host, lines)))

    def __len__(self) -> int:
        return len(self._domains)

    def find(self, host: str) -> str:
        """Return the listed domain that a ``parse_host`` result belongs to, or an empty string."""
        labels = host.split(".")
        parents = (".".join(labels[level:]) for level in range(len(labels)))
        return next((domain for domain in parents if domain in self._domains), "")


def parse_host(address: str) -> str:
    """Return the host of a URL or of a line in a domain list, in ASCII (IDNA).

    Returns an empty string if there is none. A leading ``*.`` is ignored; ``#`` starts a comment.
    """
    line = address.strip().removeprefix("*.").lstrip(".")
    if not line or line.startswith("#"):
        return ""
    try:
        host = urlsplit(line if "//" in line else f"//{line}").hostname or ""
        return host.strip(".").encode("idna").decode() if host else ""
    except (ValueError, UnicodeError):
        return ""


def decode_host(host: str) -> str:
    """Return a ``parse_host`` result in Unicode, as people write it."""
    try:
        return host.encode().decode("idna")
    except UnicodeError:
        return host


def find_hosts(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each host mentioned in ``text``, with its start and end offsets."""
    for match in _HOST.finditer(text):
        if host := parse_host(match[0]):
            yield host, match.start(), match.end()
