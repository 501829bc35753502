"""What an article or a page said before, and the way back to it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from blog import policies, services
from blog.admin.base import user_of
from blog.models import Article, Page, Revision
from core.text_diff import render_diff

SHOWN = 100


def history(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the revisions of an article or page and what one of them changed.

    A POST goes back to one.
    """
    written: Article | Page | None = model_admin.get_object(request, object_id)
    if written is None:
        raise Http404("Nothing matches the given query.")
    if not model_admin.has_view_or_change_permission(request, written):
        raise PermissionDenied("This is not theirs to see")
    if request.method == "POST":
        return _go_back(request, written)
    revisions = list(written.revisions.newest_first().defer("source", "excerpt")[:SHOWN])
    shown = _chosen(written, request.GET.get("number")) if revisions else None
    context = {
        **admin.site.each_context(request),
        "title": _("History: %s") % written,
        "opts": model_admin.opts,
        "written": written,
        "revisions": revisions,
        "shown": shown,
        "changes": _changes(shown) if shown else [],
        "may_change": policies.can_write(user_of(request), written),
    }
    return render(request, "admin/blog/writing/history.html", context)


def _chosen(written: Article | Page, number: str | None) -> Revision | None:
    revisions = written.revisions.newest_first()
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
        (str(label_for_field(name, Revision)), render_diff(*pair))
        for name, pair in changed.items()
        if any(pair)
    ]


def _go_back(request: HttpRequest, written: Article | Page) -> HttpResponse:
    revision = _chosen(written, request.POST.get("number", "-"))
    if revision is None or not request.POST.get("number", "").isdecimal():
        raise Http404("No Revision matches the given query.")
    services.revert(actor=user_of(request), written=written, revision=revision)
    messages.success(request, _("It says again what it said then."))
    return redirect(f"admin:blog_{written.kind}_history", written.pk)
