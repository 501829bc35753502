from django import forms

from blog.legacy_urls.paths import normalize_legacy_path
from blog.models import Redirect


class RedirectForm(forms.ModelForm):
    """Edits a redirect to an article. The old path can be entered as a path or a full URL."""

    class Meta:
        model = Redirect
        fields = ("path", "article")

    def clean_path(self) -> str:
        return normalize_legacy_path(self.cleaned_data["path"])
