from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from comments.visitors.services.name_ownership import is_name_taken
from comments.visitors.visitor import Visitor


def validate_name(name: str, *, visitor: Visitor) -> str:
    """Return the name, or raise ``ValidationError`` if it belongs to someone else.

    The result must not depend on the email address entered. Otherwise, anyone could use the form to
    check guesses at the owner's address.
    """
    if not is_name_taken(name, visitor=visitor):
        return name
    raise ValidationError(
        format_html(
            '{} <a href="{}">{}</a> · <a href="{}">{}</a>',
            _("This name is reserved. If it’s yours:"),
            reverse("account_login"),
            _("Log in"),
            reverse("comments:request_confirmation"),
            _("Confirm your email"),
        ),
        code="taken",
    )
