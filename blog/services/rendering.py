"""Making the HTML of articles and pages anew."""

from django.db import transaction
from django.db.models import Q
from django.utils.encoding import filepath_to_uri

from blog.models import Article, Page, Picture
from blog.rendering import render, render_page

RENDERED = ("html", "lead_html", "has_more", "text")


def render_showing(*, picture: Picture) -> None:
    """Make the HTML anew of whatever shows a picture; the dates of articles and pages stay."""
    name = picture.file.name or ""
    shows = Q(source__contains=name) | Q(source__contains=filepath_to_uri(name))
    for pk in Article.objects.filter(shows).values_list("pk", flat=True):
        with transaction.atomic():
            article = Article.objects.select_for_update().get(pk=pk)
            render(article)
            article.save(update_fields=RENDERED)
    for pk in Page.objects.filter(shows).values_list("pk", flat=True):
        with transaction.atomic():
            page = Page.objects.select_for_update().get(pk=pk)
            render_page(page)
            page.save(update_fields=["html", "text"])
