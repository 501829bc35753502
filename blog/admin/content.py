from typing import Any
from uuid import UUID

from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from blog.admin.request import get_user
from blog.admin.revisions import revision_history
from blog.admin.visibility import VisibilityAdmin
from blog.editor.services.drafts import delete_draft
from blog.editor.services.previews import transfer_preview_key
from blog.models import Article, Draft, Page
from core.text import strip_controls
from core.text_diff import render_diff


class ContentAdmin[C: (Article, Page)](VisibilityAdmin):
    """Base class of ``ArticleAdmin`` and ``PageAdmin``, with autosave and history."""

    change_form_template = "admin/blog/editor/change_form.html"

    class Media:
        css = {"all": ["css/admin/revisions.css"]}
        js = [Script("js/editor/autosave.js", type="module")]

    def save_content(self, author: User, content: C, expected_version: int | None) -> None:
        """Save the article or page; implemented by subclasses."""
        raise NotImplementedError

    def save_model(self, request: HttpRequest, obj: C, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Save the article or page and delete the author's draft of it."""
        author, data = get_user(request), form.cleaned_data
        self.save_content(author, obj, data.get("base_version"))
        if key := data.get("key"):
            if not change:
                transfer_preview_key(content=obj, key=key)
            delete_draft(
                author=author, content=obj, key=key, known_version=data["draft_version"] or 0
            )

    def get_form(
        self,
        request: HttpRequest,
        obj: C | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        """Set the form class's ``draft`` to the author's draft."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        drafts = Draft.objects.of(get_user(request), obj or self.model(), _parse_draft_key(request))
        form.draft = drafts.first()
        return form

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponse:
        """Add a conflicting version or the author's other unsaved drafts to the context."""
        form = context["adminform"].form
        if form.other:
            submitted = form["source"].value() or ""
            context["difference"] = render_diff(form.other.source, strip_controls(submitted))
            context["revision"] = form.other.revisions.newest_first().first()
        if form.instance.pk is None:
            drafts = Draft.objects.unsaved(get_user(request), form.instance.kind).for_list()
            key = _parse_key(form.initial.get("key"))
            context["unsaved_drafts"] = drafts.exclude(key=key) if key else drafts
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return revision_history(self, request, object_id)


def _parse_draft_key(request: HttpRequest) -> UUID | None:
    """Return the key of the unsaved draft to resume, from the query string."""
    return _parse_key(request.GET.get("draft"))


def _parse_key(value: object) -> UUID | None:
    """Parse a draft key. The initial data of a form can contain any text from the query string."""
    try:
        return UUID(str(value))
    except ValueError:
        return None
