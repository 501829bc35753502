"""Where comments of the tests stand."""

BASE = "/2016/12/the-harbour/comments"
ARTICLE = "/2016/12/the-harbour.html"


def get_url(number: int, what: str) -> str:
    """Return the address of something that readers do with a comment."""
    return f"{BASE}/{number}/{what}/"
