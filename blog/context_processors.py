"""What every template may use."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from blog.site import current_site


def site(request: HttpRequest) -> dict[str, object]:
    """Add ``site``: title, tagline and public address. Asked only by templates that use it."""
    return {"site": SimpleLazyObject(current_site)}
