"""Forms for confirming an email address and for an account's name."""

from typing import Any

from allauth.core import context
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services import set_display_name
from comments.submission.fields import SingleLineField
from comments.submission.forms import EMAIL_LENGTH, NAME_LENGTH
from comments.visitors.name_validation import validate_name
from comments.visitors.visitor import Visitor, get_visitor


class ConfirmationRequestForm(forms.Form):
    """A form that asks for the email address to send a confirmation link to."""

    email = forms.EmailField(
        label=_("Email"),
        max_length=EMAIL_LENGTH,
        help_text=_("The email address you comment with."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _build_helper(_("Send confirmation link"))


class DisplayNameForm(forms.Form):
    """A form for the name shown next to an account's comments."""

    display_name = SingleLineField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        help_text=_("Shown next to your comments."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, visitor: Visitor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visitor = visitor
        self.helper = _build_helper(_("Change name"))

    def clean_display_name(self) -> str:
        """Reject a name that belongs to someone else."""
        return validate_name(self.cleaned_data["display_name"], visitor=self.visitor)


class SignupForm(DisplayNameForm):
    """The fields that this site adds to allauth's signup forms.

    ``ACCOUNT_SIGNUP_FORM_CLASS`` refers to this class, and allauth's forms inherit from it.
    """

    field_order = ("display_name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, visitor=get_visitor(context.request), **kwargs)

    def signup(self, request: HttpRequest, user: User) -> None:
        """Set the new account's name."""
        set_display_name(user=user, name=self.cleaned_data["display_name"])


def _build_helper(button: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_class = "account"
    helper.add_input(Submit("", button))
    return helper
