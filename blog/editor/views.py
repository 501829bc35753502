"""Views for autosave, discard, and preview, called from the article and page change forms."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from blog.editor.forms import DraftForm
from blog.editor.preview_urls import build_preview_url, get_previewed_content
from blog.editor.services.drafts import DraftConflict, delete_draft, save_draft
from blog.editor.services.previews import get_preview_key
from blog.models import Draft, get_texts
from core.origin import same_origin_only


# Doesn't require a CSRF token: if the session expired here and was renewed in another window, this
# window's token is outdated, but the text must still be saved.
@same_origin_only
@require_POST
@never_cache
def autosave_draft(request: HttpRequest) -> JsonResponse:
    """Save the text in the form as a draft.

    Returns status 401 if the session has expired, and 409 with the stored text if another browser
    window has changed the draft.
    """
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    try:
        draft = _save_draft(request, form)
    except DraftConflict as conflict:
        stored = conflict.stored
        return JsonResponse(_build_json(request, stored) | stored.texts, status=409)
    return JsonResponse(_build_json(request, draft))


@require_POST
def discard_draft(request: HttpRequest) -> HttpResponse:
    """Delete a draft and redirect to the form, which then shows the last saved text."""
    author = _get_author(request)
    draft = Draft.objects.filter(author=author, key=_parse_key(request)).first()
    if draft is None:
        raise Http404("No Draft matches the given query.")
    url = draft.editor_url
    delete_draft(author=author, content=draft.content, key=draft.key, known_version=draft.version)
    messages.success(request, _("Changes discarded."))
    return redirect(url)


@require_POST
def preview_draft(request: HttpRequest) -> HttpResponse:
    """Save the text in the form as a draft and redirect to its secret preview URL.

    With ``reset`` in the form, all earlier preview URLs become invalid.
    """
    author = _get_author(request)
    form = DraftForm(request.POST)
    if not form.is_valid():
        raise Http404("The form is invalid.")
    content, key = form.cleaned_data["content"], form.cleaned_data["key"]
    if content.pk:
        key = get_preview_key(actor=author, content=content, reset="reset" in request.POST)
    try:
        is_saved = get_texts(content) == form.texts
        draft_author = None if is_saved else _save_draft(request, form).author
    except DraftConflict as conflict:
        return _render_conflict(request, form.texts, conflict.stored)
    return redirect(build_preview_url(kind=content.kind, key=key, author=draft_author))


@require_safe
@never_cache
def show_preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the preview of an article or page. Invalid and expired URLs return 404."""
    content = get_previewed_content(token)
    if content is None:
        raise Http404("No preview matches the given query.")
    response = render(request, "blog/editor/preview.html", {"content": content})
    response["X-Robots-Tag"] = "noindex, nofollow"
    # The URL is a secret that linked sites must not learn.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _render_conflict(request: HttpRequest, submitted: dict[str, str], other: Draft) -> HttpResponse:
    context = {
        "title": _("Another window saved a different version"),
        "submitted": submitted,
        "other": other,
        **admin.site.each_context(request),
    }
    return render(request, "admin/blog/editor/autosave_conflict.html", context, status=409)


def _save_draft(request: HttpRequest, form: DraftForm) -> Draft:
    data = form.cleaned_data
    return save_draft(
        author=_get_author(request),
        content=data["content"],
        key=data["key"],
        known_version=data["draft_version"],
        base_version=data["base_version"],
        texts=form.texts,
    )


def _build_json(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    return {
        "draft_version": draft.version,
        "saved_at": draft.saved_at.isoformat(),
        "csrf_token": get_token(request),
    }


def _get_author(request: HttpRequest) -> User:
    if not (request.user.is_authenticated and request.user.is_staff):
        raise PermissionDenied("Only staff can use the editor")
    return request.user


def _parse_key(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError as error:
        raise Http404("No Draft matches the given query.") from error
