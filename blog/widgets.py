"""How authors write: a textarea that becomes an editor where scripts run."""

from typing import Any

from django import forms
from django.forms.widgets import Script
from django.urls import reverse

from blog.rendering import for_editor
from core.sanitizing.articles import Markup


class EditorTextarea(forms.Textarea):
    """The source of an article or a page.

    ``markup`` is how the value is written; only HTML is handed to the editor, cleaned as readers
    get it, so that what the editor doesn't know is what readers never see.
    """

    template_name = "blog/writing/editor.html"
    markup: str = Markup.HTML

    class Media:
        css = {"all": ["css/admin/editor.css", "css/admin/editor-text.css"]}
        js = [Script("js/writing/editor.js", type="module")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template needs, with the clean HTML and where pictures are sent."""
        context = super().get_context(name, value, attrs)
        is_html = self.markup == Markup.HTML
        context["widget"]["clean"] = for_editor(value or "") if is_html else ""
        context["widget"]["upload"] = reverse("upload_picture")
        return context
