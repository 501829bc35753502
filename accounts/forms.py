"""Changes to allauth's forms."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm as AllauthConfirmLoginCodeForm
from allauth.core import context


class ConfirmLoginCodeForm(AllauthConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """The code of a sign-in letter, filled in already for whoever followed the letter's link.

    One press remains, so that a program that looks into letters doesn't use the code up. The link
    does nothing in another browser than the one that asked for it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].initial = context.request.GET.get("code", "")[:20]
