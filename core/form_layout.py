"""Reusable parts of crispy-forms layouts."""

from crispy_forms.layout import HTML

# Makes Enter in a field do nothing.
NO_DEFAULT_BUTTON = HTML('{% include "core/_no_default_button.html" %}')
