"""Measure the size of a page with 100 comments: ``python -m benchmarks.weight URL``.

``URL`` is an article on a running site. Prints the size of the page and of each style sheet and
script, both uncompressed and gzipped. The exit status is 1 if the style sheets or the scripts
exceed their budget.
"""

import gzip
import re
import sys
from collections import Counter
from urllib.parse import urljoin
from urllib.request import urlopen

# Gzipped bytes, for all files of a page with 100 comments.
BUDGETS = {"css": 14_000, "js": 25_000}
_ASSET = re.compile(r'(?:href|src)="([^"]+\.(css|js))"')


def fetch(url: str) -> bytes:
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"{url!r} is not a web address")
    with urlopen(url) as response:  # noqa: S310 - the scheme is checked
        return bytes(response.read())


def main() -> int:
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
        print(f"{kind:5}{'':9}{size:>9,}  total, budget {BUDGETS.get(kind, 'none')}")
    return int(any(packed[kind] > budget for kind, budget in BUDGETS.items()))


if __name__ == "__main__":
    sys.exit(main())
