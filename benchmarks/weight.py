"""Weigh a page of 100 comments as a browser fetches it: ``python -m benchmarks.weight URL``.

``URL`` is an article of a running site. Prints the bytes, plain and with gzip, of the page and of
each style sheet and script that it names, and ends with an error when a budget is exceeded.
"""

import gzip
import re
import sys
from collections import Counter
from urllib.parse import urljoin
from urllib.request import urlopen

# Bytes with gzip, for all that a page of 100 comments names.
BUDGETS = {"css": 14_000, "js": 25_000}
_ASSET = re.compile(r'(?:href|src)="([^"]+\.(css|js))"')


def fetch(url: str) -> bytes:
    """Return what the site sends, unpacked."""
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"{url!r} is not a web address")
    with urlopen(url) as response:  # noqa: S310 - the scheme was looked at
        return bytes(response.read())


def main() -> int:
    """Weigh the page named on the command line."""
    (url,) = sys.argv[1:]
    page = fetch(url)
    packed: Counter[str] = Counter()
    parts = [("html", url, page)]
    parts += [
        (kind, path, fetch(urljoin(url, path)))
        for path, kind in dict.fromkeys(_ASSET.findall(page.decode()))
    ]
    for kind, name, body in parts:
        small = len(gzip.compress(body, 6))
        packed[kind] += small
        print(f"{kind:5}{len(body):>9,}{small:>9,}  {name}")
    for kind, size in packed.items():
        print(f"{kind:5}{'':9}{size:>9,}  in all, budget {BUDGETS.get(kind, 'none')}")
    return int(any(packed[kind] > budget for kind, budget in BUDGETS.items()))


if __name__ == "__main__":
    sys.exit(main())
