from typing import Any, ClassVar, cast

from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, Field, ForeignKey, ManyToManyField, QuerySet
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog import policies
from blog.admin.content import ContentAdmin
from blog.admin.request import get_user
from blog.articles.forms import ArticleForm, TagSelect, TagsField
from blog.articles.services import save_article
from blog.editor.fields import LocalTimeField
from blog.models import Article
from blog.models.article import ArticleQuerySet, basename_validator


@admin.register(Article)
class ArticleAdmin(ContentAdmin[Article]):
    """Admin for articles. Authors can change their own articles; editors can change all of them."""

    form = ArticleForm
    formfield_overrides: ClassVar[dict[type[Field[Any, Any]], dict[str, Any]]] = {
        DateTimeField: {"form_class": LocalTimeField, "widget": AdminSplitDateTime}
    }
    list_display = ("title", "state", "published_at", "byline")
    list_filter = ("status", "categories", ("author", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("author",)
    list_per_page = 50
    search_fields = ("title", "basename")
    ordering = ("-published_at", "-pk")
    show_full_result_count = False
    autocomplete_fields = ("categories", "tags", "series")
    readonly_fields = ("full_path",)
    # Higher-level apps add inlines for their own models, which their services save.
    inlines: ClassVar[list[type[admin.options.InlineModelAdmin]]] = []
    fieldsets = (
        (None, {"fields": ("title", "source", "markup", "excerpt")}),
        (
            _("Publishing"),
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
        (
            _("URL, categories, and tags"),
            {"fields": ("basename", "full_path", "categories", "tags")},
        ),
    )

    class Media:
        js: ClassVar[list[Script]] = [
            Script("js/editor/autocomplete-names.js", type="module"),
            Script("js/editor/tag-input.js", type="module"),
        ]

    @admin.display(description=_("author"), ordering="author__display_name")
    def byline(self, article: Article) -> str:
        return article.byline

    @admin.display(description=_("status"), ordering="status")
    def state(self, article: Article) -> str:
        if article.status == Article.Status.DRAFT:
            return gettext("Draft")
        if article.is_scheduled:
            return gettext("Scheduled")
        return gettext("Published") if article.is_listed else gettext("Unlisted")

    def describe_visibility(self, obj: Article) -> str:
        if obj.status == Article.Status.DRAFT:
            return gettext("Readers can’t see this article yet: it is a draft.")
        if obj.is_scheduled:
            time = localize(timezone.localtime(obj.published_at))
            return gettext("Readers can’t see this article before %(time)s.") % {"time": time}
        if not obj.is_listed:
            return gettext("This article is unlisted: readers can reach it only by its link.")
        return ""

    @admin.display(description=_("URL"))
    def full_path(self, article: Article) -> str:
        return self.view_on_site(article) or "—"

    def view_on_site(self, obj: Article) -> str | None:
        """Return the article's URL, where its author and editors can also see a draft.

        Return None if the article is new or its URL slug is invalid, as in an invalid form.
        """
        try:
            basename_validator(obj.basename)
        except ValidationError:
            return None
        return obj.get_absolute_url() if obj.pk else None

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        """Make the author read-only except for editors.

        The status is read-only for users who can't publish.
        """
        user = get_user(request)
        fields = ["full_path"]
        if not policies.can_edit_any_article(user):
            fields += ["author", "author_name"]
        if not policies.can_publish_article(user):
            fields.append("status")
        return fields

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"author": request.user.pk, **super().get_changeform_initial_data(request)}

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.name == "author":
            kwargs["queryset"] = User.objects.filter(is_staff=True).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        """Let users who may add tags type new ones."""
        if db_field.name == "tags":
            can_create = get_user(request).has_perm("blog.add_tag")
            kwargs |= {"form_class": TagsField, "can_create": can_create}
            kwargs["widget"] = TagSelect(db_field, self.admin_site, can_create=can_create)
            if can_create:
                kwargs["help_text"] = _("Choose tags or type new ones, separated by commas.")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Leave out other authors' unpublished articles, except for editors."""
        articles = cast("ArticleQuerySet", super().get_queryset(request))
        return articles.readable_by(get_user(request))

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        is_readable = obj is None or policies.can_read_article(get_user(request), obj)
        return is_readable and super().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return policies.can_change_article(get_user(request), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return super().has_delete_permission(request)
        return policies.can_delete_article(get_user(request), obj)

    def save_content(self, author: User, content: Article, expected_version: int | None) -> None:
        """Save the article. The author defaults to the current user."""
        if not (content.pk or content.author or content.author_name):
            content.author = author
        save_article(actor=author, article=content, expected_version=expected_version)
