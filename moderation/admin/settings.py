"""Admin of the moderation settings."""

from django.contrib import admin

from core.admin import OneRowAdmin
from moderation import services
from moderation.models import ModerationSettings


@admin.register(ModerationSettings)
class ModerationSettingsAdmin(OneRowAdmin):
    """Edits the single row, with links to filter previews."""

    change_form_template = "admin/moderation/settings.html"

    def begin(self) -> None:
        """Create the row with the defaults."""
        services.begin_settings()
