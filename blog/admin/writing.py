"""The form in which articles and pages are written."""

from typing import Any
from uuid import UUID

from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from blog import services
from blog.admin.base import user_of
from blog.admin.history import history
from blog.models import Article, Draft, Page
from core.admin import SafeFilterAdmin
from core.text import strip_controls
from core.text_diff import render_diff


class WritingAdmin[W: (Article, Page)](SafeFilterAdmin):
    """What is kept while it is written, and has a history. ``form`` must be a ``WritingForm``."""

    change_form_template = "admin/blog/writing/change_form.html"

    class Media:
        css = {"all": ["css/admin/versions.css"]}
        js = [Script("js/writing/autosave.js", type="module")]

    def write(self, author: User, written: W, expected_version: int | None) -> None:
        """Save the article or page through its service."""
        raise NotImplementedError

    def save_model(self, request: HttpRequest, obj: W, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Save it, and forget the working copy, whose previews now show what is saved."""
        author, data = user_of(request), form.cleaned_data
        self.write(author, obj, data.get("based_on"))
        if key := data.get("key"):
            if not change:
                services.keep_previews(written=obj, key=key)
            services.finish_draft(author=author, written=obj, key=key, seen=data["seen"] or 0)

    def get_form(
        self,
        request: HttpRequest,
        obj: W | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        """Begin with the working copy, where the author has one."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        drafts = Draft.objects.of(user_of(request), obj or self.model(), _asked_for(request))
        form.draft = drafts.first()
        return form

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponse:
        """Show beside the form what else there is: other texts of the same, or other texts."""
        form = context["adminform"].form
        if form.other:
            mine = form["source"].value() or ""
            context["difference"] = render_diff(form.other.source, strip_controls(mine))
            context["revision"] = form.other.revisions.newest_first().first()
        if form.instance.pk is None:
            drafts = Draft.objects.begun(user_of(request), form.instance.kind).for_list()
            context["unfinished"] = drafts.exclude(key=form.initial.get("key"))
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what it said before, with a way back."""
        return history(self, request, object_id)


def _asked_for(request: HttpRequest) -> UUID | None:
    """Return the key of the text without a row yet that somebody wants to go on with."""
    try:
        return UUID(request.GET.get("draft", ""))
    except ValueError:
        return None
