"""The shape of what authors and editors fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from blog.models import Article, Page, Redirect, SiteSettings
from blog.models.settings import languages, time_zones
from blog.naming import old_path
from blog.services.settings import DARK_GROUNDS, LIGHT_GROUNDS
from blog.widgets import EditorTextarea
from core.contrast import ENOUGH, is_colour, least, made_readable


class WritingForm(forms.ModelForm):
    """What has a text with markup, and an address that is made from its title if need be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Somebody who may only look is shown no fields.
        if "basename" in self.fields:
            self.fields["basename"].required = False
        if "source" in self.fields and isinstance(
            widget := self.fields["source"].widget, EditorTextarea
        ):
            widget.markup = str(self["markup"].value() or "")


class ArticleForm(WritingForm):
    """An article; without a basename it gets one from its title."""

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
    """A page beside the articles; without a basename it gets one from its title."""

    class Meta:
        model = Page
        fields = "__all__"  # noqa: DJ007 - the admin names them
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "source": EditorTextarea(attrs={"rows": 24, "class": "vLargeTextField"}),
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
    if not is_colour(colour):
        raise forms.ValidationError(_("Write a colour as #rrggbb, such as #97291b."))
    if (ratio := least(colour, grounds)) < ENOUGH:
        raise forms.ValidationError(
            _("Text of this colour has a contrast of %(ratio)s and needs 4.5: try %(better)s."),
            params={"ratio": f"{ratio:.1f}", "better": made_readable(colour, grounds)},
        )
    return colour
