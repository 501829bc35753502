"""What pages of signing in need to know."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def accounts_open() -> bool:
    """Return whether readers may make accounts."""
    return bool(settings.ACCOUNTS_OPEN)
