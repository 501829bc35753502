from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.models import Report


class ReportForm(forms.Form):
    """A reader's report of a comment."""

    reason = forms.ChoiceField(
        label=_("Why are you reporting this comment?"),
        choices=Report.Reason,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Details"),
        required=False,
        max_length=2000,
        help_text=_("Only moderators can read this."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def helper(self) -> FormHelper:
        """Return the crispy-forms layout."""
        helper = FormHelper()
        helper.form_id = "report-form"
        # Posted from the menu of any page; core.origin rejects forged posts.
        helper.disable_csrf = True
        helper.add_input(Submit("", _("Report")))
        return helper

    def clean(self) -> dict[str, Any]:
        """Require details if none of the specific reasons applies."""
        data = super().clean() or {}
        if data.get("reason") == Report.Reason.OTHER and not data.get("note"):
            self.add_error("note", _("Please explain what’s wrong with this comment."))
        return data
