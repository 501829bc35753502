"""Commenters' pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from comments.models import Comment, Commenter
from core.paging import get_page, parse_page_number
from core.search.searching import filter_matching
from core.shared_pages import set_cache_headers

PERSON_PAGE = 20


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a commenter has said in public, newest first; with ``q``, where the words are."""
    commenter = get_object_or_404(Commenter, slug=slug)
    comments = Comment.objects.filter(commenter=commenter).listed()
    published_count = comments.count()
    if not published_count:
        # Somebody whose first comment still waits is not announced to the world.
        raise Http404("This commenter has said nothing in public")
    query = request.GET.get("q", "").replace("\0", "").strip()
    found = filter_matching(comments, query, kind="comment") if query else comments
    page = get_page(
        found.with_article().newest_first(),
        parse_page_number(request.GET.get("page", "1")),
        size=PERSON_PAGE,
    )
    context = {
        "commenter": commenter,
        "page": page,
        "published_count": published_count,
        "query": query,
    }
    return set_cache_headers(request, render(request, "comments/person.html", context))
