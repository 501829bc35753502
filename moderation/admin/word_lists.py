"""Word lists: written here, tried and put in force on a page of their own."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.admin import SafeFilterAdmin
from moderation.matching import read_terms
from moderation.models import ListEdition, WordList
from moderation.services.listing import write_list

# So many of the lines that are no terms are told.
_TOLD = 10


class WordListForm(forms.ModelForm):
    """A list, to which a whole file may be added."""

    file = forms.FileField(
        label=gettext_lazy("Add a file"),
        required=False,
        help_text=gettext_lazy("A text file, one term a line; it is added to the terms above."),
    )

    class Meta:
        model = WordList
        fields = ("name", "kind", "outcome", "beginnings", "terms")

    def clean_file(self) -> str:
        """Return the text of the file."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return ""
        content: bytes = file.read()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("This is no text in UTF-8.")) from error

    def clean(self) -> dict[str, Any]:
        """Add the file to the terms."""
        data = super().clean() or {}
        if added := data.get("file"):
            data["terms"] = f"{data.get('terms', '').rstrip()}\n{added}".strip()
        return data


@admin.register(WordList)
class WordListAdmin(SafeFilterAdmin):
    """Lists as they are written. Saving one changes nothing of what is in force."""

    form = WordListForm
    change_form_template = "admin/moderation/word_list.html"
    list_display = ("name", "kind", "outcome", "applies")
    list_filter = ("kind", "outcome")
    fields = ("name", "kind", "outcome", "beginnings", "terms", "file")

    def get_queryset(self, request: HttpRequest) -> QuerySet[WordList]:
        """Return the lists, each with whether it applies; the terms may be long."""
        editions = ListEdition.objects.in_force().filter(word_list=OuterRef("pk"))
        return WordList.objects.defer("terms").annotate(is_in_force=Exists(editions))

    @admin.display(description=gettext_lazy("in force"), boolean=True)
    def applies(self, word_list: WordList) -> bool:
        """Whether an edition of it applies now."""
        return bool(getattr(word_list, "is_in_force", False))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A list on which verdicts rest stays; taking it out of force is enough."""
        return False

    def save_model(self, request: HttpRequest, obj: WordList, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Write the list through the service, and tell of lines that are no terms."""
        write_list(editor=request.user, word_list=obj)  # type: ignore[arg-type]
        refused = read_terms(obj.terms).refused if obj.kind == WordList.Kind.WORDS else []
        if refused:
            told = " · ".join(refused[:_TOLD])
            count = len(refused)
            text = ngettext(
                "%(count)d line is neither a word nor a phrase and finds nothing: %(lines)s",
                "%(count)d lines are neither words nor phrases and find nothing: %(lines)s",
                count,
            )
            messages.warning(request, text % {"count": count, "lines": told})
