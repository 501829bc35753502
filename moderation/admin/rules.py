"""What editors set: the list of reasons, and how the site moderates."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from core.admin import SafeFilterAdmin, SingletonAdmin
from moderation.models import Decision, Ground, ModerationSettings
from moderation.services.grounds import begin_settings


class RowForm(forms.ModelForm):
    """A row of the list: each field has the name that stands only at the head of its column."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name them."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label or ""


@admin.register(Ground)
class GroundAdmin(SafeFilterAdmin):
    """The site's own list of reasons. One that decisions rest on is retired, not deleted."""

    list_display = ("name", "wording", "is_legal", "is_active", "position")
    list_editable = ("is_active", "position")
    fields = ("name", "code", "wording", "is_legal", "is_active", "position")
    prepopulated_fields = {"code": ["name"]}
    # Deleting many at once would ask about each of them.
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Ground]:
        """Return the reasons, each with whether a decision rests on it."""
        resting = Decision.objects.filter(ground=OuterRef("pk"))
        return Ground.objects.annotate(is_used=Exists(resting))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what was never used may go."""
        return super().has_delete_permission(request, obj) and not getattr(obj, "is_used", False)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the form of a row."""
        return super().get_changelist_form(request, form=RowForm, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The code of one that was used stands in others' records."""
        return ["code"] if getattr(obj, "is_used", False) else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Only a new one gets its code from its name."""
        return {} if obj else self.prepopulated_fields


@admin.register(ModerationSettings)
class ModerationSettingsAdmin(SingletonAdmin):
    """How the site moderates."""

    change_form_template = "admin/moderation/settings.html"

    def ensure_row(self) -> None:
        """Make the row with the defaults."""
        begin_settings()
