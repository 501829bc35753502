"""How spans of time and shares are written on the overview."""

import datetime as dt

from django import template
from django.utils import formats

from core.durations import format_duration

register = template.Library()


@register.filter
def span(value: dt.timedelta | None) -> str:
    """Write a span of time in its largest units, as "2 hours, 5 minutes"."""
    return format_duration(value) if value is not None else ""


@register.filter
def share(value: float | None) -> str:
    """Write a share as a percentage."""
    return f"{formats.number_format(value * 100, 1)} %" if value is not None else ""
