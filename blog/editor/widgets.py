from typing import Any

from django import forms
from django.forms.widgets import Script
from django.urls import reverse

from blog.rendering.content import sanitize_for_editor
from core.sanitizing.articles import Markup


class EditorTextarea(forms.Textarea):
    """A textarea for the source of an article or page; a script turns it into a rich-text editor.

    ``markup`` is the format of the value. The editor receives only HTML source, sanitized as for
    readers; what sanitizing removes is invisible to readers as well.
    """

    template_name = "blog/editor/widget.html"
    markup: str = Markup.HTML

    class Media:
        css = {"all": ["css/admin/editor.css", "css/admin/editor-content.css"]}
        js = [Script("js/editor/editor.js", type="module")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the sanitized HTML and the upload URL for pictures."""
        context = super().get_context(name, value, attrs)
        is_html = self.markup == Markup.HTML
        context["widget"]["sanitized"] = sanitize_for_editor(value or "") if is_html else ""
        context["widget"]["upload_url"] = reverse("upload_picture")
        return context
