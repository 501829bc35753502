from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.current_user import get_current_user
from accounts.models import AnyUser
from blog.articles.structured_data import get_first_picture_url
from blog.models import Page
from blog.policies import can_read_page
from core.shared_pages import set_cache_headers


@require_safe
def page_detail(request: HttpRequest, basename: str) -> HttpResponse:
    """Show a page. Unpublished pages return 404 for anyone who can't edit pages."""
    page = get_object_or_404(Page, basename=basename)
    if not page.is_published and not can_read_page(_get_visitor(request), page):
        raise Http404("No Page matches the given query.")
    context = {"page": page, "image": get_first_picture_url(page)}
    return set_cache_headers(request, render(request, "blog/pages/page.html", context))


def _get_visitor(request: HttpRequest) -> AnyUser:
    return get_current_user(request) or AnonymousUser()
