"""App configs for third-party apps, with the names that staff see in the admin."""

from allauth.account.apps import AccountConfig
from allauth.mfa.apps import MFAConfig
from django.utils.translation import gettext_lazy as _
from django_tasks_db.apps import TasksAppConfig


class EmailAddressesConfig(AccountConfig):  # type: ignore[misc]  # allauth ships no types
    verbose_name = _("User email addresses")


class SecondFactorsConfig(MFAConfig):  # type: ignore[misc]  # allauth ships no types
    verbose_name = _("Two-factor authentication")


class BackgroundTasksConfig(TasksAppConfig):
    verbose_name = _("Background tasks")  # type: ignore[assignment]  # lazy, as elsewhere
