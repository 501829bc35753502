"""Admin for the guidelines: the site's own list of reasons for decisions."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from core.admin import SafeFilterAdmin
from moderation.models import Decision, Guideline


class ListRowForm(forms.ModelForm):
    """Form for a row of the list. Sets ``aria-label``, since labels appear only as headings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label or ""


@admin.register(Guideline)
class GuidelineAdmin(SafeFilterAdmin):
    """Edits guidelines. Those that decisions refer to can be deactivated but not deleted."""

    list_display = ("name", "wording", "is_legal", "is_active", "position")
    list_editable = ("is_active", "position")
    fields = ("name", "code", "wording", "is_legal", "is_active", "position")
    prepopulated_fields = {"code": ["name"]}
    # The bulk delete action would check each row.
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Guideline]:
        """Annotate each guideline with whether decisions refer to it."""
        decisions = Decision.objects.filter(guideline=OuterRef("pk"))
        return Guideline.objects.annotate(is_used=Exists(decisions))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow deletion only if no decision refers to the guideline."""
        return super().has_delete_permission(request, obj) and not getattr(obj, "is_used", False)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Use ``ListRowForm``, which gives each field an accessible name."""
        return super().get_changelist_form(request, form=ListRowForm, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Make the code read-only if decisions refer to the guideline; exports contain codes."""
        return ["code"] if getattr(obj, "is_used", False) else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Derive the code from the name for new guidelines only."""
        return {} if obj else self.prepopulated_fields
