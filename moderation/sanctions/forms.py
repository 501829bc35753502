from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.models import Decision, Guideline


class SanctionForm(forms.Form):
    """A sanction against a commenter, its reason, and the length of a suspension."""

    Action = Decision.Action
    ACTIONS = (Action.WARN, Action.SUSPEND, Action.PREMODERATE, Action.TRUST)
    DAYS = (
        (1, _("1 day")), (3, _("3 days")), (7, _("1 week")), (14, _("2 weeks")), (30, _("30 days")),
    )  # fmt: skip

    action = forms.TypedChoiceField(
        choices=[(action.value, action.label) for action in ACTIONS], coerce=Action
    )
    explanation = forms.CharField(
        label=_("Message to the author"),
        max_length=300,
        required=False,
        help_text=_("Shown to the commenter."),
    )
    guideline = forms.ModelChoiceField(
        Guideline.objects.filter(is_active=True), label=_("Guideline"), required=False
    )
    days = forms.TypedChoiceField(
        label=_("Duration"), choices=DAYS, coerce=int, initial=3, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Require a reason for every action except ``TRUST``."""
        data = super().clean() or {}
        needs_reason = data.get("action") != Decision.Action.TRUST
        if needs_reason and not (data.get("explanation") or data.get("guideline")):
            self.add_error("explanation", _("Choose a guideline or write a message to the author."))
        data["days"] = data.get("days") or self.fields["days"].initial
        return data
