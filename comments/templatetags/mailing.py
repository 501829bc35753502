"""How text is set in mails."""

import textwrap

from django import template

from core.text import clean_line

register = template.Library()

# What old mail programs show without breaking, and what the standard asks for (RFC 5322, 2.1.1).
_WIDTH = 76


@register.filter
def wrapped(text: str) -> str:
    """Break long lines between words; quoted lines stay quoted, and addresses whole."""
    return "\n".join(_wrapped(line) for line in text.split("\n"))


@register.filter
def clean(text: str) -> str:
    """Return a text on one line, without what draws nothing."""
    return clean_line(text)


def _wrapped(line: str) -> str:
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
