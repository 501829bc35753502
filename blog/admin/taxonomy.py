from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from blog.admin.request import add_warning
from blog.models import Article, Category, Series, Tag, Term
from blog.taxonomy.forms import TermForm
from blog.taxonomy.services import save_term
from core.admin import SafeFilterAdmin

# A series is shown above its articles if it has at least this many.
_PARTS_OF_SERIES = 2


class TermAdmin[T: Term](SafeFilterAdmin):
    """Admin for categories, tags, and series."""

    form = TermForm
    list_display = ("name", "slug")
    search_fields = ("name",)
    fields = ("name", "slug")
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: T, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        save_term(term=obj)

    def describe_visibility(self, term: T) -> str:
        """Return why readers can't find the term, or an empty string if they can."""
        count = type(term).objects.filter(pk=term.pk, articles__in=Article.objects.listed()).count()
        if not isinstance(term, Series):
            return "" if count else gettext("Its page has no published articles yet.")
        if count < _PARTS_OF_SERIES:
            return gettext("Readers see a series once two of its articles are published.")
        return ""

    def response_add(
        self, request: HttpRequest, obj: T, post_url_continue: str | None = None
    ) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        add_warning(request, self.describe_visibility(obj))
        return response

    def response_change(self, request: HttpRequest, obj: T) -> HttpResponse:
        response = super().response_change(request, obj)
        add_warning(request, self.describe_visibility(obj))
        return response


admin.site.register([Category, Tag, Series], TermAdmin)
