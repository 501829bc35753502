"""What the form in which articles and pages are written asks for, beside saving."""

import uuid
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import User
from blog import services
from blog.models import KINDS, TEXTS, Draft, Written, texts_of
from blog.previews import preview_address
from core.origin import same_origin_only
from core.text import strip_controls


class DraftForm(forms.Form):
    """What is sent of an article or page while it is written; ``pk`` is empty for a new one."""

    kind = forms.ChoiceField(choices=Written.Kind)
    pk = forms.IntegerField(required=False)
    key = forms.UUIDField()
    seen = forms.IntegerField(min_value=0)
    based_on = forms.IntegerField(min_value=0)
    title = forms.CharField(required=False)
    source = forms.CharField(required=False, strip=False)
    markup = forms.ChoiceField(choices=Written.Markup)
    excerpt = forms.CharField(required=False, strip=False)

    def clean(self) -> dict[str, Any]:
        """Add the article or page that is ``written``."""
        data = super().clean() or {}
        if kind := KINDS.get(data.get("kind", "")):
            pk = data.get("pk")
            data["written"] = kind.objects.filter(pk=pk).first() if pk else kind()
            if data["written"] is None:
                raise forms.ValidationError("There is no such text.")
        return data

    @property
    def texts(self) -> dict[str, str]:
        """The words by the names of the fields."""
        words = {name: strip_controls(self.cleaned_data[name]) for name in TEXTS}
        return words | {"title": words["title"][:500]}


# A session that has run out in one window and was renewed in another has a new token; what is
# being written must be kept all the same.
@same_origin_only
@require_POST
@never_cache
def keep_draft(request: HttpRequest) -> JsonResponse:
    """Save what is being written. 401 where nobody is signed in, 409 with another window's text."""
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    try:
        draft = _saved(request, form)
    except services.DraftConflict as conflict:
        return JsonResponse(_told(request, conflict.stored) | conflict.stored.texts, status=409)
    return JsonResponse(_told(request, draft))


@require_POST
def discard_draft(request: HttpRequest) -> HttpResponse:
    """Forget a working copy, and go on with what was saved last."""
    author = _author(request)
    draft = Draft.objects.filter(author=author, key=_key(request)).first()
    if draft is None:
        raise Http404("No Draft matches the given query.")
    address = draft.form_address
    services.finish_draft(author=author, written=draft.written, key=draft.key, seen=draft.version)
    messages.success(request, _("The working copy is gone."))
    return redirect(address)


@require_POST
def preview_draft(request: HttpRequest) -> HttpResponse:
    """Go to the secret address of what is in the form, which is kept for that.

    With ``anew`` it is a new one, and the old ones lead nowhere.
    """
    author = _author(request)
    form = DraftForm(request.POST)
    if not form.is_valid():
        raise Http404("Nothing to preview.")
    written, key = form.cleaned_data["written"], form.cleaned_data["key"]
    if written.pk:
        anew = "anew" in request.POST
        key = services.preview_key(actor=author, written=written, anew=anew)
    try:
        whose = None if texts_of(written) == form.texts else _saved(request, form).author
    except services.DraftConflict as conflict:
        return _two_windows(request, form.texts, conflict.stored)
    return redirect(preview_address(kind=written.kind, key=key, author=whose))


def _two_windows(request: HttpRequest, mine: dict[str, str], other: Draft) -> HttpResponse:
    context = {
        "title": _("Another window has saved another text"),
        "mine": mine,
        "other": other,
        **admin.site.each_context(request),
    }
    return render(request, "admin/blog/writing/two_windows.html", context, status=409)


def _saved(request: HttpRequest, form: DraftForm) -> Draft:
    data = form.cleaned_data
    return services.save_draft(
        author=_author(request),
        written=data["written"],
        key=data["key"],
        seen=data["seen"],
        based_on=data["based_on"],
        texts=form.texts,
    )


def _told(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    return {
        "seen": draft.version,
        "saved_at": draft.saved_at.isoformat(),
        "token": get_token(request),
    }


def _author(request: HttpRequest) -> User:
    if not (request.user.is_authenticated and request.user.is_staff):
        raise PermissionDenied("Only authors write here")
    return request.user


def _key(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError as error:
        raise Http404("No Draft matches the given query.") from error
