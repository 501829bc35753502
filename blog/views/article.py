"""One article."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in_user
from blog.around import around
from blog.counting import count_view
from blog.models import Article
from blog.policies import can_read_article
from blog.structured_data import first_picture
from core.shared_pages import answer


@require_safe
def article(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Show an article; the template adds its comments. One that isn't public yet looks missing."""
    found = get_object_or_404(Article.objects.at(year, month, basename).for_page())
    if not found.is_public:
        user = signed_in_user(request)
        if user is None or not can_read_article(user, found):
            raise Http404("No Article matches the given query.")
    else:
        count_view(request, found)
    context = {
        "article": found,
        "around": around(found),
        "description": found.description,
        "image": first_picture(found),
    }
    return answer(request, render(request, "blog/article.html", context))


@require_safe
def to_article(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Send whoever left the ending away, or cut the address of a comment, to the article."""
    if not Article.objects.published().at(year, month, basename).exists():
        raise Http404("No Article matches the given query.")
    return HttpResponsePermanentRedirect(reverse("blog:article", args=[year, month, basename]))
