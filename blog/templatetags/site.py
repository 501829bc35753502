import datetime as dt

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from blog.site.current import Site, get_current_site

register = template.Library()


@register.simple_tag
def current_site() -> Site:
    """Return the current site, for templates that have no ``site`` variable."""
    return get_current_site()


@register.filter
def site_date(at: dt.datetime, format_name: str = "DATE_FORMAT") -> str:
    """Format a date in the site's time zone; ``format_name`` names a date format setting."""
    return date_format(timezone.localtime(at, get_current_site().zone), format_name)
