from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from blog.models import SiteSettings
from blog.models.site_settings import get_language_choices, get_time_zone_choices
from blog.site.services import DARK_BACKGROUNDS, LIGHT_BACKGROUNDS
from core.contrast import MIN_CONTRAST, get_lowest_contrast, is_color, make_readable

_SERVER_DEFAULT = ("", _("Server default"))


class SiteSettingsForm(forms.ModelForm):
    """Edits the site settings. If an accent color has too little contrast, suggests another one."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: [_SERVER_DEFAULT, *get_time_zone_choices()],
        help_text=_(
            "For all dates and times on the site, in the admin, and in emails. URLs of published"
            " articles don’t change."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=lambda: [_SERVER_DEFAULT, *get_language_choices()],
        help_text=_("Used in feeds, and for visitors whose browser languages aren’t available."),
    )

    class Meta:
        model = SiteSettings
        fields = "__all__"  # noqa: DJ007 - the admin lists them
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "tagline": forms.TextInput(attrs={"class": "vTextField"}),
            "accent": forms.TextInput(attrs={"placeholder": "#97291b", "size": 8}),
            "accent_dark": forms.TextInput(attrs={"placeholder": "#e9957f", "size": 8}),
            "comment_rules": forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        }

    def clean_accent(self) -> str:
        return _clean_color(self.cleaned_data["accent"], LIGHT_BACKGROUNDS)

    def clean_accent_dark(self) -> str:
        return _clean_color(self.cleaned_data["accent_dark"], DARK_BACKGROUNDS)

    def clean(self) -> dict[str, Any]:
        """Require ``accent`` if ``accent_dark`` is set."""
        data = super().clean() or {}
        if data.get("accent_dark") and not data.get("accent") and "accent" not in self.errors:
            self.add_error("accent", _("Choose an accent color too."))
        return data


def _clean_color(color: str, backgrounds: tuple[str, ...]) -> str:
    """Return the color in lowercase, or an empty string if none is set.

    Raises ``ValidationError`` if the color is malformed or has too little contrast with any of the
    backgrounds.
    """
    color = color.strip().lower()
    if not color:
        return ""
    if not is_color(color):
        raise forms.ValidationError(_("Enter a color as #rrggbb, such as #97291b."))
    if (ratio := get_lowest_contrast(color, backgrounds)) < MIN_CONTRAST:
        raise forms.ValidationError(
            _("This color has a contrast of %(ratio)s; text needs at least 4.5. Try %(better)s."),
            params={"ratio": f"{ratio:.1f}", "better": make_readable(color, backgrounds)},
        )
    return color
