"""What somebody goes through on the way in."""

from typing import Any

from allauth.account.stages import EmailVerificationStage


class ReadersConfirmTheirAddress(EmailVerificationStage):  # type: ignore[misc]  # allauth ships no types
    """Ask for a confirmed address, but not those whom the site's owner has given a role."""

    def handle(self) -> tuple[Any, bool]:
        """Let staff pass."""
        if self.login.user and self.login.user.is_staff:
            return None, True
        response, goes_on = super().handle()
        return response, bool(goes_on)
