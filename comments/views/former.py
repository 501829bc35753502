"""Comments by the ids that they had on another site."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.articles.access import get_readable_article
from comments.models import Comment


@require_safe
def former_comment(
    request: HttpRequest, year: int, month: int, basename: str, key: str
) -> HttpResponse:
    """Go to a comment for good, or to all of them where none had this id."""
    article = get_readable_article(request, year, month, basename)
    comment = (
        Comment.objects.numbered()
        .filter(former_ids__thread__article=article, former_ids__key=key.lower())
        .first()
        if "\0" not in key  # PostgreSQL can't even be asked
        else None
    )
    if comment is None:
        return redirect(f"{article.get_absolute_url()}#comments")
    address = reverse("comments:permalink", args=[*article.address, comment.number])
    return HttpResponsePermanentRedirect(address)
