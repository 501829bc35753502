"""One article."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.around import around
from blog.counting import count_view
from blog.models import Article
from blog.reading import readable_article
from blog.structured_data import first_picture
from core.shared_pages import set_cache_headers


@require_safe
def article(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Show an article; the template adds its comments. One that isn't public yet looks missing."""
    found = readable_article(request, year, month, basename)
    if found.is_public:
        count_view(request, found)
    context = {
        "article": found,
        "around": around(found),
        "description": found.description,
        "image": first_picture(found),
    }
    return set_cache_headers(request, render(request, "blog/article.html", context))


@require_safe
def to_article(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Send whoever left the ending away, or cut the address of a comment, to the article."""
    if not Article.objects.published().at(year, month, basename).exists():
        raise Http404("No Article matches the given query.")
    return HttpResponsePermanentRedirect(reverse("blog:article", args=[year, month, basename]))
