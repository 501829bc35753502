from collections.abc import Iterable

from django.apps import AppConfig
from django.db.migrations import Migration
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Connects receivers, protects append-only tables, and creates the default rows."""

    name = "moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        # Models load after configs.
        from core import append_only  # noqa: PLC0415
        from mail.outbox import register_outboxes  # noqa: PLC0415
        from moderation import receivers  # noqa: F401, PLC0415
        from moderation.models import Decision, Statement  # noqa: PLC0415
        from moderation.modmail.services import MODMAIL_MAILS  # noqa: PLC0415
        from moderation.statements.services.mail_queue import STATEMENT_MAILS  # noqa: PLC0415

        append_only.protect(Decision)
        append_only.protect(Statement)
        register_outboxes(STATEMENT_MAILS, MODMAIL_MAILS)
        post_migrate.connect(
            _create_default_guidelines,
            sender=self,
            dispatch_uid="moderation.default_guidelines",
        )
        post_migrate.connect(
            _create_default_word_lists,
            sender=self,
            dispatch_uid="moderation.default_word_lists",
        )


def _create_default_guidelines(*, using: str, **kwargs: object) -> None:
    from moderation.guidelines.services import (  # noqa: PLC0415 - the same
        create_default_guidelines,
    )

    create_default_guidelines(using=using)


def _create_default_word_lists(
    *, using: str, plan: Iterable[tuple[Migration, bool]] = (), **kwargs: object
) -> None:
    """Create the default word lists if this run of ``migrate`` created the app's tables.

    Existing sites don't get new active lists, and lists that editors deactivated stay inactive.
    """
    from moderation.filters.word_lists.services import (  # noqa: PLC0415 - the same
        create_default_word_lists,
    )

    is_new = any(
        migration.app_label == "moderation" and migration.initial and not is_backwards
        for migration, is_backwards in plan
    )
    if is_new:
        create_default_word_lists(using=using)
