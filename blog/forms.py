"""The shape of what authors and editors fill in."""

import uuid
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from blog.models import Article, Draft, Page, Redirect, SiteSettings, Written
from blog.models.settings import languages, time_zones
from blog.naming import old_path
from blog.services.settings import DARK_GROUNDS, LIGHT_GROUNDS
from blog.widgets import EditorTextarea
from core.contrast import MIN_CONTRAST, get_lowest_contrast, is_color, make_readable
from core.text import strip_controls


class WritingForm(forms.ModelForm):
    """An article or a page; without a basename it gets one from its title.

    ``draft`` is the author's working copy, which the form begins with where there is one.
    ``other`` is what somebody else has saved since the writing began.
    """

    draft: Draft | None = None
    other: Written | None = None

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        written: Written = kwargs.get("instance") or self._meta.model()
        kwargs["initial"] = {**_beginning(written, self.draft), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        # Somebody who may only look is shown no fields.
        if "basename" in self.fields:
            self.fields["basename"].required = False
        if "source" in self.fields and isinstance(
            widget := self.fields["source"].widget, EditorTextarea
        ):
            widget.markup = str(self["markup"].value() or "")
        if self.draft and self.draft.based_on != written.version and not self.is_bound:
            self.other = written

    @cached_property
    def changed_data(self) -> list[str]:
        """Leave out what isn't of the article or page."""
        return [name for name in super().changed_data if name not in {"key", "seen", "based_on"}]

    def clean_source(self) -> str:
        """Take line ends as everything else here has them, so that texts can be compared."""
        return strip_controls(self.cleaned_data["source"])

    def clean_excerpt(self) -> str:
        """Do as ``clean_source``."""
        return strip_controls(self.cleaned_data["excerpt"])

    def clean(self) -> dict[str, Any]:
        """Refuse to write over what somebody else has saved; a second try does it knowingly."""
        data = super().clean() or {}
        based_on = data.get("based_on")
        if self.instance.pk is None or based_on is None:
            return data
        # The admin saves in the same transaction, so nobody gets between.
        rows = self._meta.model.objects.select_for_update()
        stored = rows.get(pk=self.instance.pk)
        if stored.version != based_on:
            self.other = stored
            self.data = _with(cast("QueryDict", self.data), "based_on", stored.version)
            raise forms.ValidationError(
                _("Somebody has saved this since you opened it. Nothing of yours is lost.")
            )
        return data


def _with(data: QueryDict, name: str, value: object) -> QueryDict:
    changed = data.copy()
    changed[name] = str(value)
    return changed


def _beginning(written: Written, draft: Draft | None) -> dict[str, Any]:
    """Return with what a form begins where it isn't the article or page itself."""
    if draft is None:
        return {"key": uuid.uuid4(), "seen": 0, "based_on": written.version}
    facts = {"key": draft.key, "seen": draft.version, "based_on": draft.based_on}
    return facts | draft.texts


class ArticleForm(WritingForm):
    """What authors publish."""

    class Meta:
        model = Article
        fields = "__all__"  # noqa: DJ007 - the admin names them
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "source": EditorTextarea(attrs={"rows": 30, "class": "vLargeTextField"}),
            "excerpt": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }
        help_texts = {
            "source": _("Lists show what stands before the “more” break, or the first paragraphs."),
            "basename": _("The end of the address. Empty: made from the title."),
            "published_at": _("In UTC. A later time keeps the article back until then."),
        }


class LabelForm(forms.ModelForm):
    """A category or tag; without a slug it gets one from its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Empty: made from the name.")


class RedirectForm(forms.ModelForm):
    """An old address, given as a path or whole."""

    class Meta:
        model = Redirect
        fields = ("path", "article")

    def clean_path(self) -> str:
        """Take the path alone, as a request for it shows it."""
        return old_path(self.cleaned_data["path"])


class PageForm(WritingForm):
    """A page beside the articles."""

    class Meta:
        model = Page
        fields = "__all__"  # noqa: DJ007 - the admin names them
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "source": EditorTextarea(attrs={"rows": 24, "class": "vLargeTextField"}),
            "excerpt": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }
        help_texts = {
            "excerpt": _("What search engines say of it. Empty: made from the text."),
        }

    def clean_basename(self) -> str:
        """Take the basename alone from whoever writes the whole address."""
        return str(self.cleaned_data["basename"]).strip("/").removesuffix(".html")


_OF_THE_MACHINE = ("", _("as the server is set"))


class SiteSettingsForm(forms.ModelForm):
    """The site's words and looks. Colours that can't be read are refused, with one that can."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: [_OF_THE_MACHINE, *time_zones()],
        help_text=_("Of the dates of articles. The times of comments are in UTC."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=lambda: [_OF_THE_MACHINE, *languages()],
        help_text=_("Of feeds, and of pages for browsers that ask for no language that is there."),
    )

    class Meta:
        model = SiteSettings
        fields = "__all__"  # noqa: DJ007 - the admin names them
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "tagline": forms.TextInput(attrs={"class": "vTextField"}),
            "accent": forms.TextInput(attrs={"placeholder": "#97291b", "size": 8}),
            "accent_dark": forms.TextInput(attrs={"placeholder": "#e9957f", "size": 8}),
            "comment_policy": forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        }

    def clean_accent(self) -> str:
        """Refuse a colour that isn't read on light pages."""
        return _readable(self.cleaned_data["accent"], LIGHT_GROUNDS)

    def clean_accent_dark(self) -> str:
        """Refuse a colour that isn't read on dark pages."""
        return _readable(self.cleaned_data["accent_dark"], DARK_GROUNDS)

    def clean(self) -> dict[str, Any]:
        """Refuse a dark colour alone: it would be made of nothing."""
        data = super().clean() or {}
        if data.get("accent_dark") and not data.get("accent") and "accent" not in self.errors:
            self.add_error("accent", _("Choose this one too."))
        return data


def _readable(colour: str, grounds: tuple[str, ...]) -> str:
    """Return the colour in small letters. Raises ``ValidationError`` where it isn't read."""
    colour = colour.strip().lower()
    if not colour:
        return ""
    if not is_color(colour):
        raise forms.ValidationError(_("Write a colour as #rrggbb, such as #97291b."))
    if (ratio := get_lowest_contrast(colour, grounds)) < MIN_CONTRAST:
        raise forms.ValidationError(
            _("Text of this colour has a contrast of %(ratio)s and needs 4.5: try %(better)s."),
            params={"ratio": f"{ratio:.1f}", "better": make_readable(colour, grounds)},
        )
    return colour
