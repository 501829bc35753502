"""Admin for the moderation settings."""

from django.contrib import admin

from core.admin import SingletonAdmin
from moderation.guidelines.services import create_default_settings
from moderation.models import ModerationSettings


@admin.register(ModerationSettings)
class ModerationSettingsAdmin(SingletonAdmin):
    """Edits the single settings row and links to the filter previews."""

    change_form_template = "admin/moderation/change_settings.html"

    def ensure_row(self) -> None:
        """Create the settings row with default values if it doesn't exist."""
        create_default_settings()
