"""Changes to the forms of allauth and of the admin."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm as AllauthAddEmailForm
from allauth.account.forms import ConfirmLoginCodeForm as AllauthConfirmLoginCodeForm
from allauth.core import context
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.second_factor import has_second_factor


class ConfirmLoginCodeForm(AllauthConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """The code of a sign-in letter, filled in already for whoever followed the letter's link.

    One press remains, so that a program that looks into letters doesn't use the code up. The link
    does nothing in another browser than the one that asked for it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].initial = context.request.GET.get("code", "")[:20]


class AddEmailForm(AllauthAddEmailForm):  # type: ignore[misc]  # allauth ships no types
    """A further address of an account, labelled as everywhere else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].widget.attrs.pop("placeholder", None)


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
