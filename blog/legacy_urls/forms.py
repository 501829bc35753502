from django import forms

from blog.legacy_urls.paths import normalize_legacy_path
from blog.models import Redirect


class RedirectForm(forms.ModelForm):
    """A redirect to an article. Accepts a path or a full URL."""

    class Meta:
        model = Redirect
        fields = ("path", "article")

    def clean_path(self) -> str:
        return normalize_legacy_path(self.cleaned_data["path"])
