"""Articles, and the addresses that they had before."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog import policies, services
from blog.admin.base import user_of
from blog.admin.writing import WritingAdmin
from blog.forms import ArticleForm, RedirectForm
from blog.models import Article, Redirect
from core.admin import SafeFilterAdmin


@admin.register(Article)
class ArticleAdmin(WritingAdmin[Article]):
    """Articles: an author's own to change, everybody's to an editor."""

    form = ArticleForm
    list_display = ("title", "state", "published_at", "byline")
    list_filter = ("status", "categories", ("author", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("author",)
    list_per_page = 50
    search_fields = ("title", "basename")
    ordering = ("-published_at", "-pk")
    show_full_result_count = False
    autocomplete_fields = ("categories", "tags", "series")
    readonly_fields = ("address",)
    # Rooms above add what they keep of an article, and save it by services of their own.
    inlines: ClassVar[list[type[admin.options.InlineModelAdmin]]] = []
    fieldsets = (
        (None, {"fields": ("title", "source", "markup", "excerpt")}),
        (
            _("Publication"),
            {
                "fields": (
                    ("status", "published_at"),
                    ("is_listed", "is_pinned"),
                    ("author", "author_name"),
                    "update_note",
                )
            },
        ),
        (_("Series"), {"fields": (("series", "part"),)}),
        (_("Address and labels"), {"fields": ("basename", "address", "categories", "tags")}),
    )

    class Media:
        js: ClassVar[list[Script]] = [Script("js/writing/choosing.js", type="module")]

    @admin.display(description=_("author"), ordering="author__display_name")
    def byline(self, article: Article) -> str:
        """Show the name as readers see it."""
        return article.byline

    @admin.display(description=_("state"), ordering="status")
    def state(self, article: Article) -> str:
        """Tell a draft from what is scheduled, public, or public for those who have the address."""
        if article.status == Article.Status.DRAFT:
            return gettext("draft")
        if article.is_scheduled:
            return gettext("scheduled")
        return gettext("published") if article.is_listed else gettext("unlisted")

    @admin.display(description=_("address"))
    def address(self, article: Article) -> str:
        """Show the whole path."""
        return self.view_on_site(article) or "—"

    def view_on_site(self, obj: Article) -> str | None:
        """Lead to the article's page, which shows a draft to those who write here.

        A form that is shown again may have left the address empty.
        """
        return obj.get_absolute_url() if obj.pk and obj.basename else None

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        """Let only editors give an article to somebody else, and only some publish."""
        user = user_of(request)
        fixed = ["address"]
        if not policies.can_edit_any_article(user):
            fixed += ["author", "author_name"]
        if not policies.can_publish(user):
            fixed.append("status")
        return fixed

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with oneself as the author."""
        return {"author": request.user.pk, **super().get_changeform_initial_data(request)}

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Offer as authors those who may enter the admin."""
        if db_field.name == "author":
            kwargs["queryset"] = User.objects.filter(is_staff=True).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Ask the policy for each article."""
        if obj is None:
            return super().has_change_permission(request)
        return policies.can_change_article(user_of(request), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Ask the policy for each article."""
        if obj is None:
            return super().has_delete_permission(request)
        return policies.can_delete_article(user_of(request), obj)

    def write(self, author: User, written: Article, expected_version: int | None) -> None:
        """Save the article; an author's new one is the author's own."""
        if not (written.pk or written.author or written.author_name):
            written.author = author
        services.save_article(actor=author, article=written, expected_version=expected_version)


@admin.register(Redirect)
class RedirectAdmin(SafeFilterAdmin):
    """Addresses that articles had before."""

    form = RedirectForm
    list_display = ("path", "article")
    list_select_related = ("article",)
    search_fields = ("path",)
    autocomplete_fields = ("article",)
    show_full_result_count = False
