from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comments.muting.hidden_parts import HiddenPartsChoice


class HiddenPartsForm(forms.Form):
    """A form for choosing which parts of comments to hide."""

    signatures = forms.BooleanField(label=_("Signatures in comments"), required=False)
    avatars = forms.BooleanField(label=_("Avatars"), required=False)

    def __init__(self, data: Any = None, *, hidden: HiddenPartsChoice | None = None) -> None:
        hidden = hidden or HiddenPartsChoice()
        initial = {"signatures": hidden.signatures, "avatars": hidden.avatars}
        super().__init__(data, initial=initial)
        self.helper = FormHelper()
        self.helper.form_id = "hide-form"
        self.helper.form_action = reverse("comments:hide_parts")
        # Guests have no session for a token; core.origin prevents forged requests.
        self.helper.disable_csrf = True
        self.helper.add_input(Submit("", _("Save")))

    def get_choice(self) -> HiddenPartsChoice:
        """Return the submitted choice. The form must be valid."""
        return HiddenPartsChoice(self.cleaned_data["signatures"], self.cleaned_data["avatars"])
