"""Form fields for text typed by readers."""

import re
from typing import Any
from urllib.parse import urlsplit

from crispy_forms.layout import Submit
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from core.text import clean_line, clean_text

# In front of another scheme, or on its own. People type after a scheme that a form has filled in.
_REPEATED_SCHEME = re.compile(r"^(?:https?:/*)+(?=https?:|\Z)", re.IGNORECASE)
# A comment that replies to more comments than this is really addressed to everyone.
MAX_REPLY_TARGETS = 10


class SingleLineField(forms.CharField):
    """A single line of text without invisible characters."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class WebsiteValidator(URLValidator):
    """Accepts http and https URLs without a username, which could look like the host."""

    def __init__(self) -> None:
        super().__init__(schemes=["http", "https"])

    def __call__(self, value: str | None) -> None:
        super().__call__(value)
        if "@" in urlsplit(value or "").netloc:
            raise forms.ValidationError(self.message, code=self.code)


class WebsiteField(forms.URLField):
    """An http or https URL."""

    # Replaces Django's validator, which would report the same error a second time.
    default_validators = [WebsiteValidator()]

    def to_python(self, value: Any) -> Any:
        """Complete the scheme: add a missing one, and remove a repeated one (``http://http://``)."""
        url = super().to_python(_REPEATED_SCHEME.sub("", clean_line(value or ""))) or ""
        scheme, separator, rest = url.partition("://")
        return f"{scheme.lower()}{separator}{rest}" if separator else url


class MultiLineField(forms.CharField):
    """Text without control characters and with normalized line endings."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "").strip("\n")


class CommentNumbersField(forms.CharField):
    """Comment numbers, separated by spaces or commas."""

    def to_python(self, value: Any) -> Any:
        """Return the distinct numbers in the order in which they were entered."""
        words = (super().to_python(value) or "").replace(",", " ").split()
        if not all(word.isascii() and word.isdigit() and len(word) < 10 for word in words):
            raise forms.ValidationError(_("Enter comment numbers."))
        numbers = list(dict.fromkeys(map(int, words)))
        if len(numbers) >= MAX_REPLY_TARGETS:
            raise forms.ValidationError(_("You can’t reply to this many comments at once."))
        return numbers


def limit_length(field: forms.Field) -> None:
    """Limit a field to the site's maximum comment length."""
    limit = settings.COMMENT_MAX_LENGTH
    message = _("Comments are limited to %(limit_value)d characters. Yours has %(show_value)d.")
    field.validators.append(MaxLengthValidator(limit, message))
    field.widget.attrs["maxlength"] = limit


def build_preview_button() -> Submit:
    """Return a Preview button that works even if required fields are empty."""
    return Submit("preview", _("Preview"), formnovalidate="")
