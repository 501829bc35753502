"""URLs of the test thread."""

BASE = "/2016/12/the-harbour/comments"
ARTICLE = "/2016/12/the-harbour.html"


def get_url(number: int, action: str) -> str:
    """Return the URL of an action for a comment."""
    return f"{BASE}/{number}/{action}/"
