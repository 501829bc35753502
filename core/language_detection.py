"""What language a text is in, guessed from its letters."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Letters that a guess needs. Below that, names and quotations decide it.
MIN_LETTERS = 100
# A guess less sure than that is none.
_SURE = 0.97
# What tells a language is not further down; and time grows with the length.
_LONGEST = 2000
_NO_WORDS = re.compile(r"https?://\S+|@\S+|\d+")


def detect_language(text: str) -> str:
    """Return the code of a text's language (ISO 639), or nothing for a short or doubtful one."""
    words = _NO_WORDS.sub(" ", text[: 2 * _LONGEST])[:_LONGEST]
    if sum(map(str.isalpha, words)) < MIN_LETTERS:
        return ""
    language, probability = _identifier().classify(words)
    return language if probability >= _SURE else ""


@cache
def _identifier() -> "LanguageIdentifier":
    # A large table, which only those processes need to read that take comments.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
