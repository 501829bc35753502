from django.contrib import admin
from django.utils.translation import gettext_lazy

from moderation.admin.base import ReadOnlyAdmin
from moderation.models import Decision


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """The log of all decisions; read-only, because decisions are never changed."""

    list_display = ("decided_at", "action", "about", "by", "explanation", "reason")
    list_filter = ("action", "decided_at")
    list_select_related = ("comment", "commenter", "actor", "ban__commenter")
    search_fields = (
        "comment__author_name",
        "commenter__name",
        "explanation",
        "reason_code",
        "screener",
    )
    fields = (
        "decided_at", "action", "comment", "commenter", "ban", "actor", "screener", "guideline",
        "explanation", "reason", "before", "after", "evidence",
    )  # fmt: skip

    @admin.display(description=gettext_lazy("about"))
    def about(self, decision: Decision) -> str:
        return str(decision.about)

    @admin.display(description=gettext_lazy("by"))
    def by(self, decision: Decision) -> str:
        return decision.decided_by

    @admin.display(description=gettext_lazy("reason"))
    def reason(self, decision: Decision) -> str:
        return decision.reason_label
