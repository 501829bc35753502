"""The django-allauth forms and the admin login form, with custom labels and checks."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.second_factor import has_second_factor


class _FormMixin:
    """Gives the email field the site's usual label, and drops placeholders that repeat labels."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        if "email" in self.fields:
            self.fields["email"].label = _("Email")


class LoginForm(_FormMixin, allauth_forms.LoginForm):  # type: ignore[misc]  # allauth ships no types
    """The login form. Its label names email first, because readers' usernames are random."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Email or username")
        self.fields["remember"].label = _("Stay logged in")


class SignupForm(_FormMixin, allauth_forms.SignupForm):  # type: ignore[misc]  # as above
    """The signup form. ``ACCOUNT_SIGNUP_FORM_CLASS`` adds the site's own fields."""

    def try_save(self, request: HttpRequest) -> Any:
        """Save the account or, if the address already has one, only send an email.

        Both cases compute the same number of hashes, so that they take the same time.
        """
        password = self.cleaned_data.get("password1")
        if self.account_already_exists and password:
            make_password(password)
        return super().try_save(request)


class RequestLoginCodeForm(_FormMixin, allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(_FormMixin, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    pass


class ChangeEmailForm(_FormMixin, allauth_forms.ChangeEmailForm):  # type: ignore[misc]
    pass


class AddEmailForm(_FormMixin, allauth_forms.AddEmailForm):  # type: ignore[misc]
    pass


class ConfirmLoginCodeForm(allauth_forms.ConfirmLoginCodeForm):  # type: ignore[misc]  # as above
    """Form for the code from a login email, prefilled by the link in the email.

    Following the link does not submit the form, which keeps mail scanners from using up the code.
    The link works only in the browser that requested it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].initial = context.request.GET.get("code", "")[:20]


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # as above
    """The form for a new password. Wrong current passwords count as failed logins."""

    def clean_oldpassword(self) -> str:
        """Check the current password."""
        password: str = self.cleaned_data["oldpassword"]
        adapter = get_adapter()
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password


class StaffLoginForm(AdminAuthenticationForm):
    """The admin's login form. Failed attempts count toward the limit of the site's login page."""

    def clean(self) -> dict[str, Any]:
        """Authenticate through allauth, which limits failed attempts."""
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
        """Reject users who have a second factor: only the site's login page can ask for it."""
        super().confirm_login_allowed(user)
        if has_second_factor(user):
            raise forms.ValidationError(
                _("This account uses two-factor authentication. Log in at %(page)s.")
                % {"page": reverse("account_login")},
                code="second_factor",
            )
