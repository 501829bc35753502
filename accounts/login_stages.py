"""Email verification after login, as an allauth login stage."""

from typing import Any

from allauth.account.stages import EmailVerificationStage


class VerifyReaderEmailStage(EmailVerificationStage):  # type: ignore[misc]  # allauth ships no types
    """Require a confirmed email address from readers but not from staff."""

    def handle(self) -> tuple[Any, bool]:
        if self.login.user and self.login.user.is_staff:
            return None, True
        response, proceed = super().handle()
        return response, bool(proceed)
