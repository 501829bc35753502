"""Form for creating bans."""

import datetime as dt
from contextlib import suppress
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.datetime_format import get_day_end
from core.form_layout import NO_DEFAULT_BUTTON
from moderation.bans.services import Retroactivity
from moderation.bans.staff_protection import check_not_staff
from moderation.bans.suggestions import SuggestedNetwork, suggest_networks
from moderation.bans.targets import BanTarget, InvalidBanTarget, parse_target
from moderation.models import Ban, Guideline
from moderation.policies import can_ban_widely, can_make_ban

_WEEK = dt.timedelta(days=7)
# Moderators can only ban a single person; all other targets are for editors.
_NARROW = (Ban.Kind.EMAIL, Ban.Kind.NETWORK)
_WIDE = (*_NARROW, Ban.Kind.DOMAIN, Ban.Kind.NAME, Ban.Kind.LINK)


class BanForm(forms.Form):
    """Target, reason, and duration of a ban, and its effect on past comments.

    If no ``target`` is passed, the form asks for one. After validation, the attribute ``target`` is
    set.
    """

    kind = forms.TypedChoiceField(label=_("Ban by"), choices=[], coerce=Ban.Kind)
    value = forms.CharField(
        label=_("Value"),
        max_length=254,
        help_text=_(
            "An email address, a domain, an IP address or range such as 192.0.2.0/24, or a name"
            " with * as a wildcard. Banning an email address also bans its variants, such as"
            " name+1@, and banning a name also bans its lookalikes. Banning an IPv6 address bans"
            " its /64 network, usually one customer; add /128 to ban only that address."
        ),
    )
    guideline = forms.ModelChoiceField(
        Guideline.objects.filter(is_active=True), label=_("Guideline"), required=False
    )
    networks = forms.MultipleChoiceField(
        label=_("Also ban the network"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "This person commented from these networks in the last 30 days. Other people’s past"
            " comments are left unchanged."
        ),
    )
    explanation = forms.CharField(
        label=_("Message to the author"),
        max_length=300,
        required=False,
        help_text=_("Shown to the commenter."),
    )
    until = forms.DateField(
        label=_("Expires after"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    past_action = forms.TypedChoiceField(
        label=_("Apply to past comments"),
        choices=Ban.PastAction,
        coerce=Ban.PastAction,
        required=False,
    )
    past_days = forms.IntegerField(
        label=_("From the last (days)"), min_value=1, max_value=365, required=False, initial=30
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=5000,
        help_text=_("Only moderators see this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        moderator: User,
        target: BanTarget | None = None,
        own_address: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.moderator, self.target, self.own_address = moderator, target, own_address
        is_wide = can_ban_widely(moderator)
        self.fields["until"].help_text = (
            _("Leave empty for a permanent ban.")
            if is_wide
            else _("One year at most. Only editors can ban permanently.")
        )
        self.fields["until"].initial = timezone.localdate() + _WEEK
        if target:
            del self.fields["kind"], self.fields["value"]
        else:
            kinds = _WIDE if is_wide else _NARROW
            self.fields["kind"] = forms.TypedChoiceField(
                label=_("Ban by"),
                choices=[(kind.value, kind.label) for kind in kinds],
                coerce=Ban.Kind,
            )
        self._suggest_networks()
        self.helper = self._build_helper(asks_for_target=target is None)

    @property
    def retroactivity(self) -> Retroactivity:
        """The effect on past comments; available only if the form is valid."""
        action = Ban.PastAction(self.cleaned_data.get("past_action") or Ban.PastAction.LEAVE)
        days = self.cleaned_data["past_days"] if action != Ban.PastAction.LEAVE else 0
        return Retroactivity(action, days)

    def _suggest_networks(self) -> None:
        """Offer the networks of the person to ban, once the person is known."""
        target = self.target
        if target is None and self.is_bound:
            with suppress(InvalidBanTarget, ValueError):
                target = parse_target(
                    Ban.Kind(self.data.get("kind", "")), self.data.get("value", "")
                )
        suggested = suggest_networks(target, own_address=self.own_address) if target else []
        if not suggested:
            del self.fields["networks"]
            return
        networks = cast("forms.MultipleChoiceField", self.fields["networks"])
        networks.choices = [(one.network, _build_label(one)) for one in suggested]

    def clean_until(self) -> dt.datetime | None:
        """Return the end of the chosen day, which must be in the future."""
        day: dt.date | None = self.cleaned_data["until"]
        if day is None:
            return None
        # The last year can't be converted to every time zone.
        if day.year == dt.MAXYEAR:
            raise forms.ValidationError(_("Leave empty for a permanent ban."))
        end = get_day_end(day)
        if end <= timezone.now():
            raise forms.ValidationError(_("This date is in the past."))
        return end

    def clean(self) -> dict[str, Any]:
        """Parse the target and check the moderator's permissions."""
        data = super().clean() or {}
        if (
            not (data.get("explanation") or data.get("guideline"))
            and "explanation" not in self.errors
        ):
            self.add_error("explanation", _("Choose a guideline or write a message to the author."))
        data["past_days"] = data.get("past_days") or self.fields["past_days"].initial
        if self._find_target(data) and "until" not in self.errors:
            self._check_permission(data.get("until"))
        return data

    def _find_target(self, data: dict[str, Any]) -> bool:
        field = None if self.target else "value"
        try:
            if self.target is None and data.get("kind") and data.get("value"):
                self.target = parse_target(data["kind"], data["value"])
            if self.target:
                check_not_staff(self.target, own_address=self.own_address)
        except InvalidBanTarget as error:
            self.add_error(field, str(error))
            return False
        return self.target is not None

    def _check_permission(self, until: dt.datetime | None) -> None:
        narrow = self.target is not None and self.target.is_narrow
        if can_make_ban(self.moderator, narrow=narrow, until=until):
            return
        if narrow:
            self.add_error(
                "until", _("Choose a date within a year. Only editors can ban permanently.")
            )
        else:
            self.add_error("value", _("Only editors can ban more than one person at once."))

    def _build_helper(self, *, asks_for_target: bool) -> FormHelper:
        helper = FormHelper()
        helper.form_id = "ban-form"
        helper.layout = Layout(
            # Enter previews the matches; without a preview, it does nothing.
            Div("kind", "value", css_class="pair") if asks_for_target else NO_DEFAULT_BUTTON,
            *(["networks"] if "networks" in self.fields else []),
            "guideline",
            "explanation",
            "until",
            Div("past_action", "past_days", css_class="pair"),
            "note",
        )
        if asks_for_target:
            helper.add_input(Submit("preview", _("Preview matches")))
        helper.add_input(Submit("ban", _("Ban")))
        return helper


def _build_label(suggested: SuggestedNetwork) -> str:
    if not suggested.others:
        return suggested.network
    names = ", ".join(suggested.others)
    return gettext("%(network)s, also used by %(names)s") % {
        "network": suggested.network,
        "names": names,
    }
