from django.contrib import admin

from blog.legacy_urls.forms import RedirectForm
from blog.models import Redirect
from core.admin import SafeFilterAdmin


@admin.register(Redirect)
class RedirectAdmin(SafeFilterAdmin):
    form = RedirectForm
    list_display = ("path", "article")
    list_select_related = ("article",)
    search_fields = ("path",)
    autocomplete_fields = ("article",)
    show_full_result_count = False
