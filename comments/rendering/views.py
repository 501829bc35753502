from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from comments.models import Commenter
from comments.rendering import avatars

_ONE_YEAR = 365 * 24 * 60 * 60


def _get_etag(request: HttpRequest, slug: str) -> str | None:
    size = _parse_size(request)
    is_valid = avatars.is_valid_signature(slug, request.GET.get("v", ""))
    return f'"{avatars.sign_slug(slug)}-{size}"' if size and is_valid else None


@require_safe
@condition(etag_func=_get_etag)
def avatar(request: HttpRequest, slug: str) -> HttpResponse:
    """Serve a commenter's avatar, without a query if the URL is signed.

    An unsigned URL redirects to the signed one if the commenter exists.
    """
    size = _parse_size(request)
    if not size or not settings.COMMENT_AVATARS:
        raise Http404("No such avatar")
    if not avatars.is_valid_signature(slug, request.GET.get("v", "")):
        get_object_or_404(Commenter.objects.only("pk"), slug=slug)
        return HttpResponseRedirect(avatars.build_avatar_url(slug, size))
    return _serve_avatar(request, slug, size)


@cache_control(public=True, max_age=_ONE_YEAR, immutable=True)
def _serve_avatar(request: HttpRequest, slug: str, size: int) -> HttpResponse:
    return HttpResponse(avatars.draw_avatar(slug, size), content_type="image/png")


def _parse_size(request: HttpRequest) -> int | None:
    """Return the requested size, or None if avatars aren't available in that size."""
    requested = request.GET.get("s", str(avatars.SIZES[0]))
    return next((size for size in avatars.SIZES if str(size) == requested), None)
