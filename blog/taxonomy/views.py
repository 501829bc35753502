from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from blog.models import Article, ArticleQuerySet, Category, Tag
from core.paging import get_page
from core.shared_pages import set_cache_headers

# The list shows titles only, so more of them fit than on the home page.
ARTICLES_PER_PAGE = 50


@require_safe
def category_detail(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    category = get_object_or_404(Category, slug=slug)
    return _list_articles(request, category, Article.objects.filter(categories=category), number)


@require_safe
def tag_detail(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    tag = get_object_or_404(Tag, slug=slug)
    return _list_articles(request, tag, Article.objects.filter(tags=tag), number)


def _list_articles(
    request: HttpRequest, term: Category | Tag, articles: ArticleQuerySet, number: int | None
) -> HttpResponse:
    if number == 1:
        return HttpResponsePermanentRedirect(term.get_absolute_url())
    rows = articles.listed().newest_first().for_link()
    page = get_page(rows, 1 if number is None else number, size=ARTICLES_PER_PAGE)
    context = {"term": term, "kind": term._meta.model_name, "page": page}
    return set_cache_headers(request, render(request, "blog/taxonomy/term.html", context))
