"""What an article said before, and the way back to it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from blog import policies, services
from blog.admin.base import user_of
from blog.models import Article, Revision
from core.differences import difference

SHOWN = 100


def history(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the revisions of an article and what one of them changed; a POST goes back to one."""
    article: Article | None = model_admin.get_object(request, object_id)
    if article is None:
        raise Http404("No Article matches the given query.")
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied("This article is not theirs to see")
    if request.method == "POST":
        return _go_back(request, article)
    revisions = list(article.revisions.newest_first().defer("source", "excerpt")[:SHOWN])
    shown = _chosen(article, request.GET.get("number")) if revisions else None
    context = {
        **admin.site.each_context(request),
        "title": _("History: %s") % article,
        "opts": Article._meta,
        "article": article,
        "revisions": revisions,
        "shown": shown,
        "changes": _changes(shown) if shown else [],
        "may_change": policies.can_change_article(user_of(request), article),
    }
    return render(request, "admin/blog/article/history.html", context)


def _chosen(article: Article, number: str | None) -> Revision | None:
    revisions = article.revisions.newest_first()
    if number is not None and number.isdecimal():
        revisions = revisions.filter(number=int(number[:9]))
    return revisions.first()


def _changes(revision: Revision) -> list[tuple[str, Any]]:
    """Return the names of the fields that a revision changed, each with the difference."""
    before = Revision.objects.before(revision).first()
    texts = revision.texts
    changed = {
        name: (before.texts[name] if before else "", words)
        for name, words in texts.items()
        if before is None or before.texts[name] != words
    }
    return [
        (str(label_for_field(name, Revision)), difference(*pair))
        for name, pair in changed.items()
        if any(pair)
    ]


def _go_back(request: HttpRequest, article: Article) -> HttpResponse:
    revision = _chosen(article, request.POST.get("number", "-"))
    if revision is None or not request.POST.get("number", "").isdecimal():
        raise Http404("No Revision matches the given query.")
    services.revert_article(actor=user_of(request), article=article, revision=revision)
    messages.success(request, _("The article says again what it said then."))
    return redirect("admin:blog_article_history", article.pk)
