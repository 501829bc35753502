from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from blog.site.current import get_current_site


def site(request: HttpRequest) -> dict[str, object]:
    """Add ``site``, the current ``Site``, evaluated only if a template uses it."""
    return {"site": SimpleLazyObject(get_current_site)}
