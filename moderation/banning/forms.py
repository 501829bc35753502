"""What a moderator fills in to ban somebody."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from moderation.banning.guards import refuse_own_people
from moderation.banning.targets import Target, Unbannable, parse
from moderation.models import Ban, Ground
from moderation.policies import can_ban_widely, can_make_ban
from moderation.services.banning import Past

_WEEK = dt.timedelta(days=7)
# What Moderators ban; the rest is for Editors.
_NARROW = (Ban.Kind.EMAIL, Ban.Kind.ADDRESS)
_WIDE = (*_NARROW, Ban.Kind.DOMAIN, Ban.Kind.NAME, Ban.Kind.LINK)


class BanForm(forms.Form):
    """Why and until when somebody is kept from posting, and what becomes of what they said.

    Without a ``target``, the form asks what is banned; a valid form has it as ``target``.
    """

    kind = forms.TypedChoiceField(label=_("What is banned"), choices=[], coerce=Ban.Kind)
    value = forms.CharField(
        label=_("Value"),
        max_length=254,
        help_text=_(
            "An address, a domain, a range as 192.0.2.0/24, or a name in which * stands for"
            " anything. An IPv6 address means its network of 64 bits, which one customer usually"
            " has; write /128 behind it for that address alone."
        ),
    )
    ground = forms.ModelChoiceField(
        Ground.objects.filter(is_active=True), label=_("Ground"), required=False
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Told to the commenter.")
    )
    until = forms.DateField(
        label=_("Until the end of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    past = forms.TypedChoiceField(
        label=_("Past comments"), choices=Ban.Past, coerce=Ban.Past, required=False
    )
    past_days = forms.IntegerField(
        label=_("of the last days"), min_value=1, max_value=365, required=False, initial=30
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=5000,
        help_text=_("For moderators only."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        moderator: User,
        target: Target | None = None,
        own_address: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.moderator, self.target, self.own_address = moderator, target, own_address
        widely = can_ban_widely(moderator)
        self.fields["until"].help_text = (
            _("Empty: for good.") if widely else _("At most a year; editors ban for good.")
        )
        self.fields["until"].initial = timezone.localdate() + _WEEK
        if target:
            del self.fields["kind"], self.fields["value"]
        else:
            kinds = _WIDE if widely else _NARROW
            self.fields["kind"] = forms.TypedChoiceField(
                label=_("What is banned"),
                choices=[(kind.value, kind.label) for kind in kinds],
                coerce=Ban.Kind,
            )
        self.helper = self._helper(asks=target is None)

    @property
    def past_comments(self) -> Past:
        """What becomes of past comments; call it only on a valid form."""
        what = Ban.Past(self.cleaned_data.get("past") or Ban.Past.LEAVE)
        return Past(what, self.cleaned_data["past_days"] if what != Ban.Past.LEAVE else 0)

    def clean_until(self) -> dt.datetime | None:
        """Return the end of the chosen day, which must not be over."""
        day: dt.date | None = self.cleaned_data["until"]
        if day is None:
            return None
        end = dt.datetime.combine(day, dt.time.max, tzinfo=timezone.get_current_timezone())
        if end <= timezone.now():
            raise forms.ValidationError(_("That day is over."))
        return end

    def clean(self) -> dict[str, Any]:
        """Say what can't be banned, by anybody or by this moderator."""
        data = super().clean() or {}
        if not (data.get("reason") or data.get("ground")) and "reason" not in self.errors:
            self.add_error("reason", _("Say why: the commenter is told."))
        data["past_days"] = data.get("past_days") or self.fields["past_days"].initial
        if self._find_target(data) and "until" not in self.errors:
            self._refuse_wide(data.get("until"))
        return data

    def _find_target(self, data: dict[str, Any]) -> bool:
        field = None if self.target else "value"
        try:
            if self.target is None and data.get("kind") and data.get("value"):
                self.target = parse(data["kind"], data["value"])
            if self.target:
                refuse_own_people(self.target, own_address=self.own_address)
        except Unbannable as error:
            self.add_error(field, str(error))
            return False
        return self.target is not None

    def _refuse_wide(self, until: dt.datetime | None) -> None:
        narrow = self.target is not None and self.target.is_narrow
        if can_make_ban(self.moderator, narrow=narrow, until=until):
            return
        if narrow:
            self.add_error("until", _("Give an end within a year; only editors ban for good."))
        else:
            self.add_error("value", _("Only editors ban more than one person at once."))

    def _helper(self, *, asks: bool) -> FormHelper:
        helper = FormHelper()
        helper.form_id = "ban-form"
        helper.layout = Layout(
            *([Div("kind", "value", css_class="pair")] if asks else []),
            "ground",
            "reason",
            "until",
            Div("past", "past_days", css_class="pair"),
            "note",
        )
        if asks:
            helper.add_input(Submit("preview", _("Whom would it hit?")))
        helper.add_input(Submit("ban", _("Ban")))
        return helper
