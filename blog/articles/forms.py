import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.editor.forms import ContentForm
from blog.editor.widgets import EditorTextarea
from blog.models import Article, Tag
from blog.taxonomy.services import get_or_create_terms
from core.admin import SafeAutocompleteSelectMultiple
from core.text import clean_line


class TagSelect(SafeAutocompleteSelectMultiple):
    """Selects tags, including new ones, whose values have the prefix ``new:``.

    The script tag-input.js adds the prefix.
    """

    PREFIX = "new:"

    def __init__(self, *args: Any, can_create: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.can_create = can_create

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Let select2 accept new tags, each ended by Enter or a comma."""
        attrs: dict[str, Any] = super().build_attrs(base_attrs, extra_attrs)
        if not self.can_create:
            return attrs
        return attrs | {"data-tags": "true", "data-token-separators": '[","]'}

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        """Return the selected tags and, if the form is shown again, the new ones."""
        stored, new = split_new_tags(value)
        groups: list[Any] = super().optgroups(name, stored, attr)
        groups[0][1].extend(
            self.create_option(name, f"{self.PREFIX}{tag}", tag, selected=True, index=index)
            for index, tag in enumerate(new, len(stored))
        )
        return groups


class TagsField(forms.ModelMultipleChoiceField):
    """Existing tags and, if the user ``can_create`` tags, unsaved ones for the new names."""

    def __init__(self, *args: Any, can_create: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.can_create = can_create

    def clean(self, value: Any) -> Any:
        stored, new = split_new_tags(value or [])
        if new and not self.can_create:
            raise forms.ValidationError(_("You can’t create tags."))
        return [*super().clean(stored), *(Tag(name=name) for name in new)]


def split_new_tags(values: Iterable[str]) -> tuple[list[str], list[str]]:
    """Split the values of a ``TagSelect`` into keys of stored tags and names of new ones."""
    stored = [value for value in values if not str(value).startswith(TagSelect.PREFIX)]
    new = [
        clean_line(str(value).removeprefix(TagSelect.PREFIX))
        for value in values
        if str(value).startswith(TagSelect.PREFIX)
    ]
    return stored, [name for name in new if name]


class ArticleForm(ContentForm):
    class Meta:
        model = Article
        fields = "__all__"
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "source": EditorTextarea(attrs={"rows": 30, "class": "vLargeTextField"}),
            "excerpt": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }
        help_texts = {
            "source": _(
                "The home page shows the text before the “Read more” break or, if there is none,"
                " the first few paragraphs."
            ),
            "basename": _("The last part of the URL. Leave empty to generate it from the title."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Users who may not change the article have no fields.
        if "published_at" in self.fields:
            self.fields["published_at"].help_text = _(
                "In the time zone %(zone)s. Set a future time to schedule the article."
            ) % {"zone": timezone.get_current_timezone()}

    def _save_m2m(self) -> None:
        """Create the new tags and save the relations."""
        if tags := self.cleaned_data.get("tags"):
            stored = [tag for tag in tags if tag.pk]
            new = [tag.name for tag in tags if not tag.pk]
            self.cleaned_data["tags"] = [*stored, *get_or_create_terms(Tag, new)]
        super()._save_m2m()  # type: ignore[misc]  # not in the stubs

    def clean_published_at(self) -> dt.datetime:
        """Return the stored time unless the user has changed it.

        The form shows neither fractions of a second nor which occurrence of a repeated hour is
        meant.
        """
        entered: dt.datetime = self.cleaned_data["published_at"]
        is_changed = not self.instance.pk or "published_at" in self.changed_data
        return entered if is_changed else cast("Article", self.instance).published_at
