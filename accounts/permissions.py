"""The base user model, whose instances can temporarily lose their staff permissions."""

import copy
from collections.abc import Iterable
from typing import Any, Self

from django.contrib.auth.models import AbstractUser
from django.db import models

_FLAGS = ("is_staff", "is_superuser")


class RestrictableUser(AbstractUser):
    """A user model whose instances can lose their staff permissions for one request.

    All access checks in this project use ``is_staff``, ``is_superuser``, or the user's permissions.
    A restricted instance has none of these, so no view, template, policy, or service can grant it
    access. The stored account does not change: ``save`` never writes the removed flags.
    """

    # The class attribute applies to all unrestricted instances.
    is_restricted = False
    # Whether the restricted account belongs to staff, who can regain their permissions.
    is_restricted_staff = False

    class Meta(AbstractUser.Meta):
        abstract = True

    def restrict(self) -> Self:
        """Return a copy of this user without staff permissions."""
        restricted = copy.copy(self)
        restricted.is_restricted = True
        restricted.is_restricted_staff = self.is_staff or self.is_superuser
        restricted.is_staff = restricted.is_superuser = False
        return restricted

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save the user. For a restricted user, leave the stored flags unchanged."""
        if self.is_restricted:
            names = self._get_loaded_fields() if update_fields is None else update_fields
            update_fields = [name for name in names if name not in _FLAGS]
        super().save(*args, update_fields=update_fields, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Reload the user. A restricted user stays restricted."""
        super().refresh_from_db(*args, **kwargs)
        if self.is_restricted:
            self.is_staff = self.is_superuser = False

    def _get_loaded_fields(self) -> list[str]:
        deferred = self.get_deferred_fields()
        fields = self._meta.concrete_fields
        return [f.name for f in fields if not f.primary_key and f.attname not in deferred]

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        return not self.is_restricted and super().has_perm(perm, obj)

    async def ahas_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        return not self.is_restricted and await super().ahas_perm(perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        return not self.is_restricted and super().has_module_perms(app_label)

    async def ahas_module_perms(self, app_label: str) -> bool:
        return not self.is_restricted and await super().ahas_module_perms(app_label)

    def get_user_permissions(self, obj: models.Model | None = None) -> set[str]:
        return set() if self.is_restricted else super().get_user_permissions(obj)

    async def aget_user_permissions(self, obj: models.Model | None = None) -> set[str]:
        return set() if self.is_restricted else await super().aget_user_permissions(obj)

    def get_group_permissions(self, obj: models.Model | None = None) -> set[str]:
        return set() if self.is_restricted else super().get_group_permissions(obj)

    async def aget_group_permissions(self, obj: models.Model | None = None) -> set[str]:
        return set() if self.is_restricted else await super().aget_group_permissions(obj)

    def get_all_permissions(self, obj: models.Model | None = None) -> set[str]:
        return set() if self.is_restricted else super().get_all_permissions(obj)

    async def aget_all_permissions(self, obj: models.Model | None = None) -> set[str]:
        return set() if self.is_restricted else await super().aget_all_permissions(obj)
