"""Fields of what readers type."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from core.text import clean_line, clean_text

# Whoever answers more comments at once talks to everybody.
MOST_ANSWERS = 10


class LineField(forms.CharField):
    """One line, without invisible characters."""

    def to_python(self, value: Any) -> str:
        """Clean before anything is checked."""
        return clean_line(super().to_python(value) or "")


class WebsiteField(forms.URLField):
    """An address on the web, and of no other kind."""

    # In the place of Django's, which would say the same once more.
    default_validators = [URLValidator(schemes=["http", "https"])]


class TextField(forms.CharField):
    """Several lines, without control characters and with one kind of line end."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Clean before anything is checked."""
        return clean_text(super().to_python(value) or "").strip("\n")


def limit_length(field: forms.Field) -> None:
    """Let a field take no more than a comment may have, as the site is set."""
    limit = settings.COMMENT_MAX_LENGTH
    words = _("A comment may have %(limit_value)d characters; yours has %(show_value)d.")
    field.validators.append(MaxLengthValidator(limit, words))
    field.widget.attrs["maxlength"] = limit


class NumbersField(forms.CharField):
    """A few numbers of comments, between spaces or commas."""

    def to_python(self, value: Any) -> Any:
        """Return the numbers in order, each once. Raises ``ValidationError``."""
        words = (super().to_python(value) or "").replace(",", " ").split()
        if not all(word.isascii() and word.isdigit() and len(word) < 10 for word in words):
            raise forms.ValidationError(_("Enter the numbers of comments."))
        numbers = list(dict.fromkeys(map(int, words)))
        if len(numbers) >= MOST_ANSWERS:
            raise forms.ValidationError(_("One comment can’t answer so many others."))
        return numbers
