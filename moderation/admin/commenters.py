from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.models import Commenter
from moderation.admin.base import ReadOnlyAdmin
from moderation.models import Ban


@admin.register(Commenter)
class CommenterAdmin(ReadOnlyAdmin):
    """Commenters, with links to their moderation pages."""

    list_display = ("name", "email", "trust", "since", "page_link")
    list_filter = ("trust",)
    search_fields = ("name", "email")
    ordering = ("-since", "-pk")
    fields = (
        "name",
        "email",
        "url",
        "trust",
        "since",
        "user",
        "page_link",
        "ban_link",
        "comments_link",
    )
    readonly_fields = ("page_link", "ban_link", "comments_link")

    @admin.display(description=gettext_lazy("details"))
    def page_link(self, commenter: Commenter) -> SafeString:
        """Link to the commenter's page with history, notes, and sanctions."""
        url = reverse("moderation:commenter", args=[commenter.pk])
        return format_html('<a href="{}">{}</a>', url, _("History, notes, sanctions"))

    @admin.display(description=gettext_lazy("ban"))
    def ban_link(self, commenter: Commenter) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', reverse("moderation:ban", args=[commenter.pk]), _("Ban…")
        )

    @admin.display(description=gettext_lazy("comments"))
    def comments_link(self, commenter: Commenter) -> SafeString:
        url = f"{reverse('admin:comments_comment_changelist')}?commenter__id__exact={commenter.pk}"
        return format_html('<a href="{}">{}</a>', url, _("All comments"))


@admin.register(Ban)
class BanAdmin(ReadOnlyAdmin):
    """Bans, active and past."""

    change_form_template = "admin/moderation/bans/change_form.html"
    change_list_template = "admin/moderation/bans/change_list.html"
    list_display = ("__str__", "kind", "reason", "starts_at", "ends_at", "in_force", "created_by")
    list_filter = ("kind", "starts_at")
    list_select_related = ("commenter", "created_by")
    search_fields = ("commenter__name", "commenter__email", "value", "reason")
    fields = (
        "kind", "commenter", "value", "reason", "note", "starts_at", "ends_at", "created_by",
        "lifted_at", "lifted_by",
    )  # fmt: skip

    @admin.display(description=gettext_lazy("active"), boolean=True)
    def in_force(self, ban: Ban) -> bool:
        return ban.is_in_force
