"""What people are asked for: an address to confirm, and the name under which they speak."""

from typing import Any

from allauth.core import context
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services import set_display_name
from comments.forms import EMAIL_LENGTH, NAME_LENGTH
from comments.identity.known import Known, known_here
from comments.identity.names import check_name
from comments.writing.fields import LineField


class AskForm(forms.Form):
    """The address to which the letter with the link goes."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=EMAIL_LENGTH,
        help_text=_("The one that you give with your comments."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper(_("Send me the link"))


class NameForm(forms.Form):
    """The name beside an account's comments."""

    display_name = LineField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        help_text=_("Shown beside your comments."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.helper = _helper(_("Change the name"))

    def clean_display_name(self) -> str:
        """Refuse what belongs to another."""
        return check_name(self.cleaned_data["display_name"], known=self.known)


class SignupForm(NameForm):
    """What this site asks of a new account beside what allauth asks.

    The setting ``ACCOUNT_SIGNUP_FORM_CLASS`` names it; allauth's own forms inherit from it.
    """

    field_order = ("display_name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, known=known_here(context.request), **kwargs)

    def signup(self, request: HttpRequest, user: User) -> None:
        """Give the new account its name."""
        set_display_name(user=user, name=self.cleaned_data["display_name"])


def _helper(button: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_class = "account"
    helper.add_input(Submit("", button))
    return helper
