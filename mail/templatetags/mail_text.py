"""Filters for the text part of emails."""

import textwrap

from django import template

from core.text import clean_line

register = template.Library()

# RFC 5322, 2.1.1 recommends at most 78 characters.
_WIDTH = 76


@register.filter
def wrapped(text: str) -> str:
    """Wrap long lines between words. Quoted lines stay quoted; URLs are not broken."""
    return "\n".join(_wrap(line) for line in text.split("\n"))


@register.filter
def clean(text: str) -> str:
    """Collapse text to one line and strip invisible characters."""
    return clean_line(text)


def _wrap(line: str) -> str:
    words = line.lstrip("> ")
    quotes = line[: len(line) - len(words)]
    return textwrap.fill(
        words,
        _WIDTH,
        initial_indent=quotes,
        subsequent_indent=quotes,
        break_long_words=False,
        break_on_hyphens=False,
    )
