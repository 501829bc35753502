"""Filters that format durations and shares."""

import datetime as dt

from django import template
from django.utils import formats

from core.durations import format_duration

register = template.Library()


@register.filter
def duration(value: dt.timedelta | None) -> str:
    """Format a duration in its two largest units, such as "2 hours, 5 minutes"."""
    return format_duration(value) if value is not None else ""


@register.filter
def percent(value: float | None) -> str:
    """Format a share between 0 and 1 as a percentage."""
    return f"{formats.number_format(value * 100, 1)} %" if value is not None else ""
