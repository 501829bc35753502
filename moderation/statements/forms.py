"""Forms for submitting and deciding appeals."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from core.text import clean_text
from moderation.models import Appeal


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("Why should we reconsider?"),
        max_length=Appeal.MAX_LENGTH,
        help_text=_("Only moderators can read this. You can appeal each decision once."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_id = "appeal-form"
        helper.add_input(Submit("", _("Submit appeal")))
        return helper

    def clean_text(self) -> str:
        """Strip control characters."""
        return clean_text(self.cleaned_data["text"])


class AppealAnswerForm(forms.Form):
    explanation = forms.CharField(
        label=_("Explanation"),
        max_length=300,
        help_text=_("Shown to the appellant and in the public moderation log."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_id = "answer-form"
        helper.add_input(Submit("reject", _("Reject appeal")))
        helper.add_input(Submit("grant", _("Grant appeal and undo decision")))
        return helper
