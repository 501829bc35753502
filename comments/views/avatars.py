"""Pictures of commenters."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from comments import avatars
from comments.models import Commenter

_A_YEAR = 365 * 24 * 60 * 60


def _etag(request: HttpRequest, slug: str) -> str | None:
    size = _size(request)
    signed = avatars.is_ours(slug, request.GET.get("v", ""))
    return f'"{avatars.signature(slug)}-{size}"' if size and signed else None


@require_safe
@condition(etag_func=_etag)
def avatar(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw a commenter's picture. No query where the address is one that this site has written.

    Another address leads to that one, if there is such a commenter.
    """
    size = _size(request)
    if not size or not settings.COMMENT_AVATARS:
        raise Http404("There is no such picture")
    if not avatars.is_ours(slug, request.GET.get("v", "")):
        get_object_or_404(Commenter.objects.only("pk"), slug=slug)
        return HttpResponseRedirect(avatars.address(slug, size))
    return _picture(request, slug, size)


@cache_control(public=True, max_age=_A_YEAR, immutable=True)
def _picture(request: HttpRequest, slug: str, size: int) -> HttpResponse:
    return HttpResponse(avatars.draw(slug, size), content_type="image/png")


def _size(request: HttpRequest) -> int | None:
    """Return the size that is asked for, if it is one of those that are drawn."""
    asked = request.GET.get("s", str(avatars.SIZES[0]))
    return next((size for size in avatars.SIZES if str(size) == asked), None)
