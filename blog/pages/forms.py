from django import forms
from django.utils.translation import gettext_lazy as _

from blog.editor.forms import ContentForm
from blog.editor.widgets import EditorTextarea
from blog.models import Page


class PageForm(ContentForm):
    class Meta:
        model = Page
        fields = "__all__"
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "source": EditorTextarea(attrs={"rows": 24, "class": "vLargeTextField"}),
            "excerpt": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }
        help_texts = {
            "in_menu": _("The menu contains only published pages."),
            "excerpt": _("Summary for search engines. Leave empty to generate it from the text."),
        }

    def clean_basename(self) -> str:
        """Extract the slug if the author entered the full path."""
        return str(self.cleaned_data["basename"]).strip("/").removesuffix(".html")
