"""The site's own words, for pages whose views have another ``site`` in their context."""

from django import template

from blog.site import Site, current_site

register = template.Library()


@register.simple_tag
def this_site() -> Site:
    """Return the site's title, tagline and public address."""
    return current_site()
