from django.core.mail import EmailMultiAlternatives

from blog.site.current import get_current_site
from mail.composing import compose


def compose_site_mail(
    to: str, subject: str, template: str, context: dict[str, object]
) -> EmailMultiAlternatives:
    """Compose an email and pass the site to its templates; see ``mail.composing.compose``."""
    context = context | {"site": get_current_site()}
    return compose(to=to, subject=subject, template=template, context=context)
