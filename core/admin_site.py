"""An admin site whose pages accept hostile values, including the pages of other packages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.db.models import Model


class SafeAdminSite(admin.AdminSite):
    """An admin site whose model admins are all ``SafeFilterAdmin`` objects."""

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[admin.ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Register the models with a model admin that is also a ``SafeFilterAdmin``."""
        # Model admins can't be imported before the apps are ready.
        from core.admin import SafeFilterAdmin  # noqa: PLC0415

        safe = admin_class or SafeFilterAdmin
        if not issubclass(safe, SafeFilterAdmin):
            namespace = {"__module__": safe.__module__, "__doc__": safe.__doc__}
            safe = type(safe.__name__, (safe, SafeFilterAdmin), namespace)
        super().register(model_or_iterable, safe, **options)


class SafeAdminConfig(AdminConfig):
    """Use ``SafeAdminSite`` as the site of all model admins."""

    default_site = "core.admin_site.SafeAdminSite"
