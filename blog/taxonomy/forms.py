from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TermForm(forms.ModelForm):
    """Edits a category, tag, or series. The slug is optional."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Leave empty to generate the slug from the name.")
