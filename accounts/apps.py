"""The accounts room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Name the room, and keep the roles' groups in step with the permissions."""

    name = "accounts"
    verbose_name = _("People with a sign-in")

    def ready(self) -> None:
        post_migrate.connect(_sync_roles, dispatch_uid="accounts.sync_roles")


def _sync_roles(sender: AppConfig, **kwargs: object) -> None:
    # Models load after the configs. Django's own receiver, connected before this one because its
    # room stands earlier in INSTALLED_APPS, has just made the permissions of this sender.
    from accounts.roles import sync_roles  # noqa: PLC0415

    sync_roles(room=sender.label)
