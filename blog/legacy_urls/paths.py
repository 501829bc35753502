from urllib.parse import parse_qs, unquote, urlsplit


def normalize_legacy_path(url: str) -> str:
    """Return the decoded path of a URL or path, with a single leading slash.

    The query is dropped except for WordPress's article number: ``/?p=123``.
    """
    parts = urlsplit(url.strip())
    query = parse_qs(parts.query)
    numbers = [value for name in ("p", "page_id") for value in query.get(name, ())]
    number = next(
        (f"?p={number}" for number in numbers if number.isascii() and number.isdigit()), ""
    )
    return f"/{unquote(parts.path).lstrip('/')}{number}"
