"""Form that moderators and commenters use to write messages."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from comments.submission.fields import MultiLineField
from moderation.models import ModMailMessage


class MessageForm(forms.Form):
    text = MultiLineField(
        label=_("Your message"),
        max_length=ModMailMessage.MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    @property
    def helper(self) -> FormHelper:
        """The form's layout on the commenter's page, for crispy-forms."""
        helper = FormHelper()
        helper.form_id = "answer-form"
        helper.add_input(Submit("", _("Send")))
        return helper
