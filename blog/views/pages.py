"""The pages beside the articles."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.current_user import get_current_user
from blog.models import Page
from blog.policies import Visitor, can_read_page
from core.shared_pages import set_cache_headers


@require_safe
def page(request: HttpRequest, basename: str) -> HttpResponse:
    """Show a page. One that isn't published looks missing, but to those who write pages."""
    found = get_object_or_404(Page, basename=basename)
    if not found.is_published and not can_read_page(_visitor(request), found):
        raise Http404("No Page matches the given query.")
    return set_cache_headers(request, render(request, "blog/page.html", {"page": found}))


def _visitor(request: HttpRequest) -> Visitor:
    return get_current_user(request) or AnonymousUser()
