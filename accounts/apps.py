from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Users")

    def ready(self) -> None:
        # Models can't be imported earlier.
        from allauth.account import signals  # noqa: PLC0415

        from accounts import rate_limits  # noqa: PLC0415
        from accounts.authentication import confirm_after_reset  # noqa: PLC0415
        from accounts.known_devices import mark_known_device  # noqa: PLC0415
        from accounts.second_factor import restrict_after_login  # noqa: PLC0415
        from accounts.services import is_confirmed  # noqa: PLC0415
        from mail.services import register_confirmation_checks  # noqa: PLC0415

        register_confirmation_checks(is_confirmed)
        rate_limits.install()
        user_logged_in.connect(restrict_after_login, dispatch_uid="accounts.restrict_after_login")
        for signal in (
            user_logged_in,
            signals.password_changed,
            signals.password_set,
            signals.password_reset,
        ):
            signal.connect(mark_known_device, dispatch_uid="accounts.mark_known_device")
        signals.password_reset.connect(
            confirm_after_reset, dispatch_uid="accounts.confirm_after_reset"
        )
        post_migrate.connect(_sync_roles, dispatch_uid="accounts.sync_roles")


def _sync_roles(sender: AppConfig, **kwargs: object) -> None:
    # django.contrib.auth comes earlier in INSTALLED_APPS, so its receiver has just created the
    # permissions of this sender.
    from accounts.roles import sync_roles  # noqa: PLC0415

    sync_roles(app_label=sender.label)
