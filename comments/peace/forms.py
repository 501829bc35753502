"""What is asked of somebody who would rather see less."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comments.peace.hidden import Hidden


class HiddenPartsForm(forms.Form):
    """Which parts of comments to hide."""

    signatures = forms.BooleanField(label=_("Signatures under comments"), required=False)
    pictures = forms.BooleanField(label=_("Pictures of commenters"), required=False)

    def __init__(self, data: Any = None, *, hidden: Hidden | None = None) -> None:
        hidden = hidden or Hidden()
        initial = {"signatures": hidden.signatures, "pictures": hidden.pictures}
        super().__init__(data, initial=initial)
        self.helper = FormHelper()
        self.helper.form_id = "hide-form"
        self.helper.form_action = reverse("comments:hide")
        # A guest has no session that a token could belong to; core.origin stops forged posts.
        self.helper.disable_csrf = True
        self.helper.add_input(Submit("", _("Save")))

    def hidden(self) -> Hidden:
        """Return what was chosen; ask only a valid form."""
        return Hidden(self.cleaned_data["signatures"], self.cleaned_data["pictures"])
