"""Compile lists of phrases into patterns."""

import re

from comments.references.words import fold

CONTINUED = re.compile(r"\|\n *")


def compile_phrases(listing: str) -> re.Pattern[str]:
    """Compile one alternative per line, for searching in a folded text.

    A line that ends with ``|`` goes on in the next one. The alternatives start and
    end at word boundaries.
    """
    lines = CONTINUED.sub("|", fold(listing)).split("\n")
    return re.compile(r"\b(?:" + "|".join(filter(None, map(str.strip, lines))) + r")(?!\w)")
