"""The form in which authors change what they wrote."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from comments.writing.fields import TextField, limit_length


class EditForm(forms.Form):
    """The text of one's own comment, and the version of the comment that was read."""

    body = TextField(label=_("Comment"), widget=forms.Textarea(attrs={"rows": 12}))
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, comment: Comment) -> None:
        super().__init__(data, initial={"body": comment.source, "version": comment.version})
        limit_length(self.fields["body"])

    @property
    def helper(self) -> FormHelper:
        """How the form is drawn."""
        helper = FormHelper()
        helper.form_id = "edit-form"
        helper.add_input(Submit("", _("Save change")))
        helper.add_input(preview_button())
        return helper

    def rest_on(self, version: int) -> None:
        """Let the next attempt rest on another version than the one that was sent."""
        self.data = {"body": self.data["body"], "version": version}


def preview_button() -> Submit:
    """Return the button that shows the text before it is sent, whatever else isn't filled in."""
    return Submit("preview", _("Preview"), formnovalidate="")
