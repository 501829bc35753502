from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from blog import policies
from blog.admin.request import get_user
from blog.editor.services.reverting import revert_to_revision
from blog.models import Article, Page, Revision
from core.text_diff import render_diff

MAX_REVISIONS = 100


def revision_history(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """List the revisions of an article or page and show the selected one; a POST restores it."""
    content: Article | Page | None = model_admin.get_object(request, object_id)
    if content is None:
        raise Http404("Nothing matches the given query.")
    if not model_admin.has_view_or_change_permission(request, content):
        raise PermissionDenied("You may not view this")
    if request.method == "POST":
        return _revert(request, content)
    revisions = list(content.revisions.newest_first().defer("source", "excerpt")[:MAX_REVISIONS])
    selected = _get_revision(content, request.GET.get("number")) if revisions else None
    context = {
        **admin.site.each_context(request),
        "title": _("History: %s") % content,
        "opts": model_admin.opts,
        "content": content,
        "revisions": revisions,
        "selected": selected,
        "changes": _get_changes(selected) if selected else [],
        "may_change": policies.can_edit(get_user(request), content),
    }
    return render(request, "admin/blog/editor/history.html", context)


def _get_revision(content: Article | Page, number: str | None) -> Revision | None:
    """Return the revision with this number, or the newest if no valid number is given."""
    revisions = content.revisions.newest_first()
    if number is not None and number.isdecimal():
        revisions = revisions.filter(number=int(number[:9]))
    return revisions.first()


def _get_changes(revision: Revision) -> list[tuple[str, Any]]:
    """Return the label and diff of each field that a revision changed."""
    previous = Revision.objects.before(revision).first()
    changed = {
        name: (previous.texts[name] if previous else "", text)
        for name, text in revision.texts.items()
        if previous is None or previous.texts[name] != text
    }
    return [
        (str(label_for_field(name, Revision)), render_diff(*pair))
        for name, pair in changed.items()
        if any(pair)
    ]


def _revert(request: HttpRequest, content: Article | Page) -> HttpResponse:
    revision = _get_revision(content, request.POST.get("number", "-"))
    if revision is None or not request.POST.get("number", "").isdecimal():
        raise Http404("No Revision matches the given query.")
    revert_to_revision(actor=get_user(request), content=content, revision=revision)
    messages.success(request, _("Revision restored."))
    return redirect(f"admin:blog_{content.kind}_history", content.pk)
