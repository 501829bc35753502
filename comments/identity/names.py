"""A name that somebody wants, and what they are told when it belongs to another."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from comments.identity.known import Known
from comments.services.identity import is_name_taken


def check_name(name: str, *, known: Known) -> str:
    """Return the name; raise ``ValidationError`` with the ways out when it belongs to another.

    Which address the owner has plays no part: the answer would tell it to whoever guesses it.
    """
    if not is_name_taken(name, known=known):
        return name
    raise ValidationError(
        format_html(
            '{} <a href="{}">{}</a> · <a href="{}">{}</a>',
            _("This name belongs to a registered commenter. If it is yours:"),
            reverse("account_login"),
            _("sign in"),
            reverse("comments:ask_confirmation"),
            _("confirm your e-mail"),
        ),
        code="taken",
    )
