"""Admin for editing word lists. Each list has a preview page, where it is activated."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.admin import SafeFilterAdmin
from moderation.filters.matching.term_list import parse_terms
from moderation.filters.word_lists.services import save_word_list
from moderation.models import WordList, WordListVersion

# Maximum number of invalid lines named in the warning.
_MAX_LINES_SHOWN = 10


class WordListForm(forms.ModelForm):
    """A word list, with an optional file of terms to add."""

    file = forms.FileField(
        label=gettext_lazy("Import file"),
        required=False,
        help_text=gettext_lazy(
            "A text file with one term per line. Its terms are added to the list."
        ),
    )

    class Meta:
        model = WordList
        fields = ("name", "kind", "outcome", "match_prefixes", "terms")

    def clean_file(self) -> str:
        """Return the decoded content of the file."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return ""
        content: bytes = file.read()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = _("Upload a text file in UTF-8 encoding.")
            raise forms.ValidationError(message, code="encoding") from error

    def clean(self) -> dict[str, Any]:
        """Add the file's content to the terms."""
        data = super().clean() or {}
        if added := data.get("file"):
            data["terms"] = f"{data.get('terms', '').rstrip()}\n{added}".strip()
        return data


@admin.register(WordList)
class WordListAdmin(SafeFilterAdmin):
    """Edits word lists. Saving a list doesn't change its active version."""

    form = WordListForm
    change_form_template = "admin/moderation/filters/word_list.html"
    list_display = ("name", "kind", "outcome", "is_active")
    list_filter = ("kind", "outcome")
    fields = ("name", "kind", "outcome", "match_prefixes", "terms", "file")

    def get_queryset(self, request: HttpRequest) -> QuerySet[WordList]:
        """Defer the terms, which may be long, and annotate ``has_active_version``."""
        versions = WordListVersion.objects.active().filter(word_list=OuterRef("pk"))
        return WordList.objects.defer("terms").annotate(has_active_version=Exists(versions))

    @admin.display(description=gettext_lazy("active"), boolean=True)
    def is_active(self, word_list: WordList) -> bool:
        """Check whether a version of the list is active."""
        return bool(getattr(word_list, "has_active_version", False))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Forbid deletion, because decisions refer to the lists; deactivate a list instead."""
        return False

    def save_model(self, request: HttpRequest, obj: WordList, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Save the list and warn about invalid lines."""
        save_word_list(editor=request.user, word_list=obj)  # type: ignore[arg-type]
        invalid = parse_terms(obj.terms).invalid if obj.kind == WordList.Kind.WORDS else []
        if invalid:
            count = len(invalid)
            text = ngettext(
                "%(count)d line isn’t a word or phrase and will be ignored: %(lines)s",
                "%(count)d lines aren’t words or phrases and will be ignored: %(lines)s",
                count,
            )
            lines = " · ".join(invalid[:_MAX_LINES_SHOWN])
            messages.warning(request, text % {"count": count, "lines": lines})
