import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LocalTimeField(forms.SplitDateTimeField):
    """A date and a time of day in the active time zone.

    When the clocks go back, a time occurs twice; the field then returns the first occurrence. A
    time that the clocks skip is invalid.
    """

    default_error_messages = {
        **forms.SplitDateTimeField.default_error_messages,
        "skipped": _(
            "This time doesn’t exist in the time zone %(zone)s: the clocks go forward then."
        ),
    }

    def compress(self, data_list: tuple[dt.date, dt.time] | None) -> dt.datetime | None:
        """Combine date and time of day."""
        if not data_list:
            return None
        with timezone.override(dt.UTC):
            # Checks that both parts are present. The times of day of UTC are never ambiguous.
            wall_clock = super().compress(data_list)
        if wall_clock is None:
            return None
        zone = timezone.get_current_timezone()
        # The first and the last year can't be converted to every time zone.
        if not dt.MINYEAR < wall_clock.year < dt.MAXYEAR:
            raise forms.ValidationError(self.error_messages["invalid_date"], code="invalid_date")
        local = wall_clock.replace(tzinfo=zone)
        as_shown = local.astimezone(dt.UTC).astimezone(zone)
        if as_shown.replace(tzinfo=None) != local.replace(tzinfo=None):
            raise forms.ValidationError(
                self.error_messages["skipped"], code="skipped", params={"zone": zone}
            )
        return local
