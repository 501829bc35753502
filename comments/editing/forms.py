"""The form for editing comments."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from comments.submission.fields import MultiLineField, build_preview_button, limit_length


class EditForm(forms.Form):
    """A form with the new text of a comment and the version that the author started from."""

    body = MultiLineField(label=_("Comment"), widget=forms.Textarea(attrs={"rows": 12}))
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, comment: Comment) -> None:
        super().__init__(data, initial={"body": comment.source, "version": comment.version})
        limit_length(self.fields["body"])

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_id = "edit-form"
        helper.add_input(Submit("", _("Save changes")))
        helper.add_input(build_preview_button())
        return helper

    def set_version(self, version: int) -> None:
        """After a conflict, keep the typed text but base the edit on the current ``version``."""
        self.data = {"body": self.data["body"], "version": version}
