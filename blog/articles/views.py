from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.articles.access import get_readable_article
from blog.articles.navigation import get_article_navigation
from blog.articles.structured_data import get_first_picture_url
from blog.models import Article
from blog.view_counts.counter import count_view
from core.paging import get_page
from core.shared_pages import set_cache_headers

# More pinned articles would push the newest ones off the first screen.
MAX_PINNED = 3
ARTICLES_PER_PAGE = 10


@require_safe
def home(request: HttpRequest, number: int | None = None) -> HttpResponse:
    if number == 1:
        return HttpResponsePermanentRedirect(reverse("blog:home"))
    listed = Article.objects.listed().newest_first()
    page = get_page(
        listed.filter(is_pinned=False).for_leads(),
        1 if number is None else number,
        size=ARTICLES_PER_PAGE,
    )
    pinned = [] if number else list(listed.filter(is_pinned=True).for_leads()[:MAX_PINNED])
    context = {"page": page, "pinned": pinned, "articles": [*pinned, *page.items]}
    return set_cache_headers(request, render(request, "blog/articles/home.html", context))


@require_safe
def article_detail(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Show an article with its comments. Visitors who may not read the article get a 404."""
    article = get_readable_article(request, year, month, basename)
    if article.is_public:
        count_view(request, article)
    context = {
        "article": article,
        "navigation": get_article_navigation(article),
        "description": article.description,
        "image": get_first_picture_url(article),
    }
    return set_cache_headers(request, render(request, "blog/articles/article.html", context))


@require_safe
def redirect_to_article(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Redirect a URL without ``.html``, or a shortened comment URL, to the article."""
    if not Article.objects.published().at(year, month, basename).exists():
        raise Http404("No Article matches the given query.")
    return HttpResponsePermanentRedirect(reverse("blog:article", args=[year, month, basename]))
