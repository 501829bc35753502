"""Articles and what stands around them, in the admin. All of it is saved by the services."""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog import policies, services
from blog.forms import ArticleForm, LabelForm, PictureForm, RedirectForm
from blog.models import Article, Category, Label, Picture, Redirect, SiteSettings, Tag
from blog.site import set_site

_NARROW = 120


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """Articles: an author's own to change, everybody's to an editor."""

    form = ArticleForm
    list_display = ("title", "status", "published_at", "byline")
    list_filter = ("status", "categories", ("author", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("author",)
    list_per_page = 50
    search_fields = ("title", "basename")
    ordering = ("-published_at", "-pk")
    show_full_result_count = False
    autocomplete_fields = ("categories", "tags")
    readonly_fields = ("address",)
    fieldsets = (
        (None, {"fields": ("title", "source", "markup", "excerpt")}),
        (_("Publication"), {"fields": ("status", "published_at", "author", "author_name")}),
        (_("Address and labels"), {"fields": ("basename", "address", "categories", "tags")}),
    )

    @admin.display(description=_("author"), ordering="author__display_name")
    def byline(self, article: Article) -> str:
        """Show the name as readers see it."""
        return article.byline

    @admin.display(description=_("address"))
    def address(self, article: Article) -> str:
        """Show the whole path."""
        return article.get_absolute_url() if article.pk else "—"

    def view_on_site(self, obj: Article) -> str:
        """Lead to the article's page, which shows a draft to those who write here."""
        return obj.get_absolute_url()

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        """Let only editors give an article to somebody else, and only some publish."""
        user = _user(request)
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
        return policies.can_change_article(_user(request), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Ask the policy for each article."""
        if obj is None:
            return super().has_delete_permission(request)
        return policies.can_delete_article(_user(request), obj)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Write the article through the service; an author's new one is the author's own."""
        if not change and obj.author is None and not obj.author_name:
            obj.author = _user(request)
        services.save_article(actor=_user(request), article=obj)


class LabelAdmin[L: Label](admin.ModelAdmin):
    """Categories or tags."""

    form = LabelForm
    list_display = ("name", "slug")
    search_fields = ("name",)
    fields = ("name", "slug")
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: L, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Name the label through the service."""
        services.name_label(label=obj)


admin.site.register([Category, Tag], LabelAdmin)


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):
    """Pictures: looked at when they come in; afterwards only their description changes."""

    list_display = ("file", "alt", "width", "height", "added_at")
    search_fields = ("file", "alt")
    show_full_result_count = False

    def get_form(
        self,
        request: HttpRequest,
        obj: Picture | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        """Ask for a file when the picture is new."""
        if obj is None:
            kwargs["form"] = PictureForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Picture | None = None) -> tuple[str, ...]:
        """Show a picture that is here, with the address by which an article shows it."""
        return ("file", "alt") if obj is None else ("preview", "path", "width", "height", "alt")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Picture | None = None
    ) -> tuple[str, ...]:
        """Let nobody replace a picture that articles may show."""
        return () if obj is None else ("preview", "path", "width", "height")

    @admin.display(description=_("picture"))
    def preview(self, picture: Picture) -> SafeString:
        """Draw it small."""
        return format_html(
            '<img src="{}" alt="{}" width="{}">', picture.file.url, picture.alt, _NARROW
        )

    @admin.display(description=_("path"))
    def path(self, picture: Picture) -> str:
        """Show what to write into an article."""
        return picture.file.url

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Keep the clean picture through the service; one that is here already is shown."""
        if change:
            obj.save(update_fields=["alt"])
            return
        name = form.cleaned_data["file"].name
        kept = services.keep_picture(clean=form.clean_picture, name=name, alt=obj.alt)
        obj.pk = kept.pk
        obj.refresh_from_db()

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        """Delete the file with the row."""
        services.delete_picture(picture=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Picture]) -> None:
        """Delete the files with the rows."""
        for picture in queryset:
            services.delete_picture(picture=picture)


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    """Addresses that articles had before."""

    form = RedirectForm
    list_display = ("path", "article")
    list_select_related = ("article",)
    search_fields = ("path",)
    autocomplete_fields = ("article",)
    show_full_result_count = False


@admin.register(SiteSettings)
class SiteSettingsAdmin(admin.ModelAdmin):
    """The site's own words: one form, and no list of it."""

    fields = ("title", "tagline")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The row is made when it is first needed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """There is always one."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Go to the one form."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        SiteSettings.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:blog_sitesettings_change", args=[1]))

    def save_model(self, request: HttpRequest, obj: SiteSettings, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Write the words through the service, so that the next page shows them."""
        set_site(title=obj.title, tagline=obj.tagline)


def _user(request: HttpRequest) -> User:
    # The admin lets nobody in who isn't signed in.
    return cast("User", request.user)
