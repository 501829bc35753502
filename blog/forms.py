"""The shape of what authors and editors fill in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from blog.models import Article, Picture, Redirect
from blog.naming import old_path
from blog.pictures import CleanPicture, NotAPicture, clean_picture


class ArticleForm(forms.ModelForm):
    """An article; without a basename it gets one from its title."""

    class Meta:
        model = Article
        fields = "__all__"  # noqa: DJ007 - the admin names them
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "source": forms.Textarea(attrs={"rows": 30, "class": "vLargeTextField"}),
            "excerpt": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }
        help_texts = {
            "source": _("Lists show what stands before <!--more-->, or the first paragraphs."),
            "basename": _("The end of the address. Empty: made from the title."),
            "published_at": _("In UTC. A later time keeps the article back until then."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Somebody who may only look is shown no fields.
        if "basename" in self.fields:
            self.fields["basename"].required = False


class LabelForm(forms.ModelForm):
    """A category or tag; without a slug it gets one from its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Empty: made from the name.")


class PictureForm(forms.ModelForm):
    """A new picture, looked at before it is kept."""

    file = forms.FileField(label=_("file"), help_text=_("JPEG, PNG, GIF, WebP or AVIF."))
    clean_picture: CleanPicture

    class Meta:
        model = Picture
        fields = ("file", "alt")

    def clean_file(self) -> UploadedFile:
        """Refuse what isn't a picture, and keep the clean one for the service."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            self.clean_picture = clean_picture(file.read())
        except NotAPicture as error:
            raise forms.ValidationError(str(error)) from error
        return file


class RedirectForm(forms.ModelForm):
    """An old address, given as a path or whole."""

    class Meta:
        model = Redirect
        fields = ("path", "article")

    def clean_path(self) -> str:
        """Take the path alone, as a request for it shows it."""
        return old_path(self.cleaned_data["path"])
