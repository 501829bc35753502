"""The site's own words and dates, for templates."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from blog.site import Site, current_site

register = template.Library()


@register.simple_tag
def this_site() -> Site:
    """Return what the site says of itself, for pages whose views have another ``site``."""
    return current_site()


@register.filter
def site_date(at: dt.datetime, named: str = "DATE_FORMAT") -> str:
    """Return the day of a time in the site's own zone; ``named`` is the name of a date format."""
    return date_format(timezone.localtime(at, current_site().zone), named)
