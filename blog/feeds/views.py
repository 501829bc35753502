from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.feeds.atom import AtomFeed, Entry, Feed, build_article_id, make_urls_absolute
from blog.models import Article
from blog.site.current import build_absolute_url, get_current_site

ARTICLES_PER_FEED = 20


class ArticleFeed(AtomFeed):
    """Feed of the newest articles with their full text."""

    has_hub = True

    def build_feed(self, request: HttpRequest, **kwargs: object) -> Feed:
        site = get_current_site()
        articles = Article.objects.listed().newest_first().for_feed()[:ARTICLES_PER_FEED]
        return Feed(
            title=site.title,
            subtitle=site.tagline,
            page=reverse("blog:home"),
            entries=[_build_entry(article) for article in articles],
        )


@require_safe
def redirect_to_feed(request: HttpRequest) -> HttpResponse:
    """Redirect RSS URLs to the Atom feed."""
    return HttpResponsePermanentRedirect(reverse("blog:feed"))


def _build_entry(article: Article) -> Entry:
    url = build_absolute_url(article.get_absolute_url())
    terms = [*article.categories.all(), *article.tags.all()]
    return Entry(
        id=build_article_id(article),
        title=article.title,
        url=url,
        published=article.published_at,
        updated=max(article.updated_at, article.published_at),
        author=article.byline or get_current_site().title,
        html=make_urls_absolute(article.html, url),
        summary=article.excerpt,
        categories=[term.name for term in terms],
    )
