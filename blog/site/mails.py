from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from blog.site.current import get_current_site
from mail.composing import compose


def compose_site_mail(
    to: str, subject: str, template: str, context: dict[str, object]
) -> EmailMultiAlternatives:
    """Compose an email with times in the site's time zone; see ``mail.composing.compose``.

    The site is added to the template context.
    """
    site = get_current_site()
    with timezone.override(site.zone):
        return compose(to=to, subject=subject, template=template, context=context | {"site": site})
