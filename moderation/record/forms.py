"""What those who were moderated fill in, and what the readers of the log ask for."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.text import clean_text
from moderation.models import Appeal, Decision, Ground
from moderation.record.log import Wanted, months


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


class AppealAnswerForm(forms.Form):
    """The answer to an appeal."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("Told to whoever appealed, and stands in the public log."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def helper(self) -> FormHelper:
        """How the form is drawn."""
        helper = FormHelper()
        helper.form_id = "answer-form"
        helper.add_input(Submit("refuse", _("Refuse: the decision stands")))
        helper.add_input(Submit("grant", _("Grant: undo the decision")))
        return helper


class LogForm(forms.Form):
    """Which decisions of the public log are asked for."""

    action = forms.ChoiceField(label=_("What"), required=False)
    ground = forms.ModelChoiceField(
        Ground.objects.all(), label=_("Why"), to_field_name="code", required=False,
        empty_label=_("anything"),
    )  # fmt: skip
    month = forms.ChoiceField(label=_("When"), required=False)
    by = forms.ChoiceField(
        label=_("By"),
        required=False,
        choices=[("", _("anybody")), ("person", _("people")), ("machine", _("programs"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._months = {f"{month:%Y-%m}": month for month in months()}
        anything = ("", _("anything"))
        self.fields["action"].choices = [  # type: ignore[attr-defined]
            anything,
            *(choice for choice in Decision.Action.choices if choice[0] != Decision.Action.SPAM),
        ]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            ("", _("at any time")),
            *(
                (key, date_format(month, "YEAR_MONTH_FORMAT"))
                for key, month in self._months.items()
            ),
        ]

    @property
    def helper(self) -> FormHelper:
        """How the form is drawn."""
        helper = FormHelper()
        helper.form_id = "log-form"
        helper.form_method = "get"
        helper.disable_csrf = True
        helper.add_input(Submit("", _("Show")))
        return helper

    def wanted(self) -> Wanted:
        """Return what is asked for; what can't be understood makes no difference."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(
            action=asked.get("action", ""),
            ground=asked.get("ground"),
            month=self._months.get(asked.get("month", "")),
            by=asked.get("by", ""),
        )
