"""Forms for filter previews."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _


class LinkLimitForm(forms.Form):
    """A link limit to preview."""

    max_links = forms.IntegerField(
        label=_("Maximum links"),
        min_value=0,
        max_value=1000,
        help_text=_("Comments with more links than this would be held."),
    )

    @property
    def helper(self) -> FormHelper:
        """The form's layout, for crispy-forms."""
        helper = FormHelper()
        helper.form_id = "link-limit-form"
        helper.form_method = "get"
        helper.add_input(Submit("", _("Preview")))
        return helper
