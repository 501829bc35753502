"""Changes to the forms of allauth and of the admin."""

from typing import Any

from allauth.account import forms as theirs
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.second_factor import has_second_factor


class _InOurWords:
    """A form of allauth that asks for an address as everywhere else, without saying it twice."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        if "email" in self.fields:
            self.fields["email"].label = _("E-mail")


class LoginForm(_InOurWords, theirs.LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Who comes in. Readers know no user name of theirs, so the address stands first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail or user name")
        self.fields["remember"].label = _("Stay signed in")


class SignupForm(_InOurWords, theirs.SignupForm):  # type: ignore[misc]  # as above
    """A new account; what this site asks beside, ``ACCOUNT_SIGNUP_FORM_CLASS`` adds."""


class RequestLoginCodeForm(_InOurWords, theirs.RequestLoginCodeForm):  # type: ignore[misc]
    """Where a link for signing in is sent."""


class ResetPasswordForm(_InOurWords, theirs.ResetPasswordForm):  # type: ignore[misc]
    """Where a link for another password is sent."""


class ChangeEmailForm(_InOurWords, theirs.ChangeEmailForm):  # type: ignore[misc]
    """Another address for an account that isn't confirmed yet."""


class AddEmailForm(_InOurWords, theirs.AddEmailForm):  # type: ignore[misc]
    """A further address of an account."""


class ConfirmLoginCodeForm(theirs.ConfirmLoginCodeForm):  # type: ignore[misc]  # as above
    """The code of a sign-in letter, filled in already for whoever followed the letter's link.

    One press remains, so that a program that looks into letters doesn't use the code up. The link
    does nothing in another browser than the one that asked for it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].initial = context.request.GET.get("code", "")[:20]


class StaffLoginForm(AdminAuthenticationForm):
    """The admin's own sign-in, which asks for a password only.

    What was tried here counts with what was tried on the site's page, and no more is allowed.
    """

    def clean(self) -> dict[str, Any]:
        """Look the account up as allauth does, which refuses too many wrong passwords."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name and password:
            self.user_cache = get_adapter().authenticate(
                self.request, username=name, password=password
            )
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data

    def confirm_login_allowed(self, user: User) -> None:
        """Refuse an account that has a second factor, which the site's sign-in page asks for."""
        super().confirm_login_allowed(user)
        if has_second_factor(user):
            raise forms.ValidationError(
                _("This account has a second factor. Sign in on the site’s own page, %(page)s.")
                % {"page": reverse("account_login")},
                code="second_factor",
            )
