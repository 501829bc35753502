from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from blog.admin.request import get_user
from blog.models import Article, CheckedLink
from blog.policies import can_edit_pages
from core.admin import SafeFilterAdmin


@admin.register(CheckedLink)
class CheckedLinkAdmin(SafeFilterAdmin):
    """Read-only admin for the results of ``manage.py check_links``."""

    list_display = ("link", "is_broken", "result", "content", "checked_at")
    list_filter = ("is_broken", "result")
    list_select_related = ("article", "page")
    list_display_links = None
    search_fields = ("url",)
    show_full_result_count = False

    @admin.display(description=_("URL"))
    def link(self, checked: CheckedLink) -> SafeString:
        return format_html(
            '<a href="{}" rel="noopener noreferrer">{}</a>', checked.url, checked.url[:120]
        )

    @admin.display(description=_("linked from"))
    def content(self, checked: CheckedLink) -> SafeString | str:
        """Link to the change form of the article or page."""
        if not (content := checked.content):
            return ""
        form = reverse(f"admin:blog_{content.kind}_change", args=[content.pk])
        return format_html('<a href="{}" dir="auto">{}</a>', form, content)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CheckedLink]:
        """Leave out links in articles and pages that the user may not read."""
        user = get_user(request)
        links = super().get_queryset(request)
        readable = Q(article__in=Article.objects.readable_by(user))
        pages = Q(page__isnull=False)
        return links.filter(
            readable | (pages if can_edit_pages(user) else pages & Q(page__is_published=True))
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
