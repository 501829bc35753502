import uuid
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from blog.editor.widgets import EditorTextarea
from blog.models import CONTENT_MODELS, TEXT_FIELDS, Content, Draft
from core.text import strip_controls

# The largest value of a PositiveIntegerField in all databases.
MAX_VERSION = 2**31 - 1
_AUTOSAVE_FIELDS = {"key", "draft_version", "base_version"}


class ContentForm(forms.ModelForm):
    """Base form for articles and pages. The basename is optional.

    ``draft`` is the author's draft, which provides the initial text. ``other`` is a version that
    someone else has saved since the author started editing.
    """

    draft: Draft | None = None
    other: Content | None = None

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    draft_version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MAX_VERSION
    )
    base_version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MAX_VERSION
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        content: Content = kwargs.get("instance") or self._meta.model()
        initial = _build_initial(content, self.draft)
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        # Read-only forms have no fields.
        if "basename" in self.fields:
            self.fields["basename"].required = False
        if "source" in self.fields and isinstance(
            widget := self.fields["source"].widget, EditorTextarea
        ):
            widget.markup = str(self["markup"].value() or "")
        if self.draft and self.draft.base_version != content.version and not self.is_bound:
            self.other = content

    @cached_property
    def changed_data(self) -> list[str]:
        """The changed fields of the article or page, excluding the autosave fields."""
        return [name for name in super().changed_data if name not in _AUTOSAVE_FIELDS]

    def clean_source(self) -> str:
        """Remove control characters and normalize line endings, to make versions comparable."""
        return strip_controls(self.cleaned_data["source"])

    def clean_excerpt(self) -> str:
        return strip_controls(self.cleaned_data["excerpt"])

    def clean(self) -> dict[str, Any]:
        """Reject the first attempt to overwrite another user's changes; allow the second."""
        data = super().clean() or {}
        base_version = data.get("base_version")
        if self.instance.pk is None or base_version is None:
            return data
        # The admin saves in the same transaction, so the lock holds until then.
        rows = self._meta.model.objects.select_for_update()
        stored = rows.get(pk=self.instance.pk)
        if stored.version != base_version:
            self.other = stored
            self.data = _replace(cast("QueryDict", self.data), "base_version", stored.version)
            raise forms.ValidationError(
                _("Someone else saved changes after you opened this page. Your text isn’t lost.")
            )
        return data


def _replace(data: QueryDict, name: str, value: object) -> QueryDict:
    copy = data.copy()
    copy[name] = str(value)
    return copy


def _build_initial(content: Content, draft: Draft | None) -> dict[str, Any]:
    """Return the initial values of the autosave fields, and the text of the draft, if any."""
    if draft is None:
        return {"key": uuid.uuid4(), "draft_version": 0, "base_version": content.version}
    versions = {
        "key": draft.key,
        "draft_version": draft.version,
        "base_version": draft.base_version,
    }
    return versions | draft.texts


class DraftForm(forms.Form):
    """The autosaved text of an article or page. ``pk`` is empty for new content."""

    kind = forms.ChoiceField(choices=Content.Kind)
    pk = forms.IntegerField(required=False)
    key = forms.UUIDField()
    draft_version = forms.IntegerField(min_value=0, max_value=MAX_VERSION)
    base_version = forms.IntegerField(min_value=0, max_value=MAX_VERSION)
    title = forms.CharField(required=False)
    source = forms.CharField(required=False, strip=False)
    markup = forms.ChoiceField(choices=Content.Markup)
    excerpt = forms.CharField(required=False, strip=False)

    def clean(self) -> dict[str, Any]:
        """Add the article or page to the cleaned data as ``content``."""
        data = super().clean() or {}
        if model := CONTENT_MODELS.get(data.get("kind", "")):
            pk = data.get("pk")
            data["content"] = model.objects.filter(pk=pk).first() if pk else model()
            if data["content"] is None:
                raise forms.ValidationError("The article or page doesn't exist.")
        return data

    @property
    def texts(self) -> dict[str, str]:
        """The text fields, keyed by name."""
        texts = {name: strip_controls(self.cleaned_data[name]) for name in TEXT_FIELDS}
        return texts | {"title": texts["title"][:500]}
