"""What moderators fill in, and readers who report."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from comments.writing.fields import TextField
from moderation.models import Decision, Guideline, ModMailMessage


class MeasureForm(forms.Form):
    """What is done about a commenter short of a ban, and why."""

    Action = Decision.Action
    ACTIONS = (Action.WARN, Action.SUSPEND, Action.PREMODERATE, Action.TRUST)
    DAYS = (
        (1, _("1 day")), (3, _("3 days")), (7, _("1 week")), (14, _("2 weeks")), (30, _("30 days")),
    )  # fmt: skip

    action = forms.TypedChoiceField(
        choices=[(action.value, action.label) for action in ACTIONS], coerce=Action
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Told to the commenter.")
    )
    guideline = forms.ModelChoiceField(
        Guideline.objects.filter(is_active=True), label=_("Ground"), required=False
    )
    days = forms.TypedChoiceField(
        label=_("Mute for"), choices=DAYS, coerce=int, initial=3, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a reason for whatever is told to the commenter."""
        data = super().clean() or {}
        needs_reason = data.get("action") != Decision.Action.TRUST
        if needs_reason and not (data.get("reason") or data.get("guideline")):
            self.add_error("reason", _("Say why: the commenter is told."))
        data["days"] = data.get("days") or self.fields["days"].initial
        return data


class MessageForm(forms.Form):
    """A message, from either side of a talk."""

    text = TextField(
        label=_("Your answer"),
        max_length=ModMailMessage.LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    @property
    def helper(self) -> FormHelper:
        """How the form is drawn for the commenter."""
        helper = FormHelper()
        helper.form_id = "answer-form"
        helper.add_input(Submit("", _("Send")))
        return helper


class LinkLimitForm(forms.Form):
    """A limit of links to try."""

    most = forms.IntegerField(
        label=_("Most links"), min_value=0, max_value=1000, help_text=_("More than that are held.")
    )

    @property
    def helper(self) -> FormHelper:
        """How the form is drawn."""
        helper = FormHelper()
        helper.form_id = "link-limit-form"
        helper.form_method = "get"
        helper.add_input(Submit("", _("Try")))
        return helper
