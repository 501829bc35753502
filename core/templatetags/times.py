import datetime as dt

from django import template

from core.datetime_format import format_utc

register = template.Library()


@register.filter(expects_localtime=False)
def iso_utc(at: dt.datetime | None) -> str:
    """Format a time for software, such as a ``datetime`` attribute or a feed; empty for None."""
    return format_utc(at) if at else ""
