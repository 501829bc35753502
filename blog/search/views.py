from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.paging import parse_page_number
from core.search.searching import LAST_PAGE, search
from core.shared_pages import set_cache_headers

# Longer queries are most likely pasted by mistake.
MAX_QUERY_LENGTH = 200


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show one page of the articles and comments that match ``q``, best matches first."""
    query = " ".join(request.GET.get("q", "").split())[:MAX_QUERY_LENGTH]
    number = parse_page_number(request.GET.get("page", "1"))
    if not 1 <= number <= LAST_PAGE:
        raise Http404("Invalid page")
    results = search(query, number)
    if number > 1 and not results.items:
        raise Http404("Invalid page")
    context = {
        "query": query,
        "results": results,
        "too_short": bool(query) and results.is_too_short,
    }
    return set_cache_headers(request, render(request, "blog/search/search.html", context))
