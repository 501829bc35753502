"""The filter of the public moderation log."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from moderation.models import Decision, Guideline
from moderation.transparency.public_log import LogFilter, get_months


class LogFilterForm(forms.Form):
    action = forms.ChoiceField(label=_("Action"), required=False)
    guideline = forms.ModelChoiceField(
        Guideline.objects.all(), label=_("Guideline"), to_field_name="code", required=False,
        empty_label=_("All"),
    )  # fmt: skip
    month = forms.ChoiceField(label=_("Month"), required=False)
    by = forms.ChoiceField(
        label=_("Decided by"),
        required=False,
        choices=[("", _("Everyone")), ("person", _("Moderators")), ("machine", _("Automation"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._months = {f"{month:%Y-%m}": month for month in get_months()}
        self.fields["action"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *(choice for choice in Decision.Action.choices if choice[0] != Decision.Action.SPAM),
        ]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *(
                (key, date_format(month, "YEAR_MONTH_FORMAT"))
                for key, month in self._months.items()
            ),
        ]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_id = "log-form"
        helper.form_method = "get"
        helper.disable_csrf = True
        helper.add_input(Submit("", _("Filter")))
        return helper

    def get_filter(self) -> LogFilter:
        """Return the filter, ignoring invalid values."""
        self.is_valid()
        data = self.cleaned_data
        return LogFilter(
            action=data.get("action", ""),
            guideline=data.get("guideline"),
            month=self._months.get(data.get("month", "")),
            by=data.get("by", ""),
        )
