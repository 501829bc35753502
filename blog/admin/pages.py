from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.admin.content import ContentAdmin
from blog.admin.request import get_user
from blog.models import Page
from blog.pages.forms import PageForm
from blog.pages.services import delete_page, save_page


@admin.register(Page)
class PageAdmin(ContentAdmin[Page]):
    form = PageForm
    list_display = ("title", "url", "is_published", "in_menu", "position")
    list_filter = ("is_published",)
    search_fields = ("title", "text")
    show_full_result_count = False
    fieldsets = (
        (None, {"fields": ("title", "source", "markup", "excerpt")}),
        (_("Publishing"), {"fields": ("is_published", "in_menu", "position", "basename")}),
    )

    @admin.display(description=_("URL"))
    def url(self, obj: Page) -> str:
        return obj.get_absolute_url()

    def describe_visibility(self, obj: Page) -> str:
        if obj.is_published:
            return ""
        if obj.in_menu:
            return gettext(
                "Readers can’t see this page yet, and it isn’t in the menu: it isn’t published."
            )
        return gettext("Readers can’t see this page yet: it isn’t published.")

    def save_content(self, author: User, content: Page, expected_version: int | None) -> None:
        save_page(actor=author, page=content, expected_version=expected_version)

    def delete_model(self, request: HttpRequest, obj: Page) -> None:
        delete_page(actor=get_user(request), page=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Page]) -> None:
        for page in queryset:
            delete_page(actor=get_user(request), page=page)
