"""Lists of articles, newest first: all of them, and those under one label."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.models import Article, ArticleQuerySet, Category, Tag
from core.paging import get_page
from core.shared_pages import set_cache_headers

HOME_PAGE = 10
# Whoever pins everything pins nothing.
MOST_PINNED = 3
# Under a label stand titles alone.
LABEL_PAGE = 50


@require_safe
def home(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Show the newest articles with their beginnings."""
    if number == 1:
        return HttpResponsePermanentRedirect(reverse("blog:home"))
    listed = Article.objects.listed().newest_first()
    page = get_page(
        listed.filter(is_pinned=False).for_leads(),
        1 if number is None else number,
        size=HOME_PAGE,
    )
    pinned = [] if number else list(listed.filter(is_pinned=True).for_leads()[:MOST_PINNED])
    context = {"page": page, "pinned": pinned, "articles": [*pinned, *page.items]}
    return set_cache_headers(request, render(request, "blog/home.html", context))


@require_safe
def category(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Show the articles of a category."""
    label = get_object_or_404(Category, slug=slug)
    return _labelled(request, label, Article.objects.filter(categories=label), number)


@require_safe
def tag(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Show the articles with a tag."""
    label = get_object_or_404(Tag, slug=slug)
    return _labelled(request, label, Article.objects.filter(tags=label), number)


def _labelled(
    request: HttpRequest, label: Category | Tag, articles: ArticleQuerySet, number: int | None
) -> HttpResponse:
    if number == 1:
        return HttpResponsePermanentRedirect(label.get_absolute_url())
    rows = articles.listed().newest_first().for_link()
    page = get_page(rows, 1 if number is None else number, size=LABEL_PAGE)
    context = {"label": label, "kind": label._meta.model_name, "page": page}
    return set_cache_headers(request, render(request, "blog/label.html", context))
