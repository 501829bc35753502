"""What those who were moderated fill in."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from core.text import clean_text
from moderation.models import Appeal


class AppealForm(forms.Form):
    """What somebody says against a decision about them."""

    text = forms.CharField(
        label=_("What do you say to that?"),
        max_length=Appeal.LONGEST,
        help_text=_("Read by the moderators only. There is one appeal against each decision."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    @property
    def helper(self) -> FormHelper:
        """How the form is drawn."""
        helper = FormHelper()
        helper.form_id = "appeal-form"
        helper.add_input(Submit("", _("Appeal")))
        return helper

    def clean_text(self) -> str:
        """Return the text without what no text may hold."""
        return clean_text(self.cleaned_data["text"])
