from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from blog.site.current import get_current_site


def site(request: HttpRequest) -> dict[str, object]:
    """Add ``site``, the current ``Site``, evaluated only in templates that use it."""
    return {"site": SimpleLazyObject(get_current_site)}
