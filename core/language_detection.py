import re
from functools import cache
from typing import TYPE_CHECKING

from core.urls_in_text import URL_REST

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# In shorter texts, names and quotations can skew the result.
MIN_LETTERS = 100
_MIN_PROBABILITY = 0.97
# Reading the rest of a long text takes time and doesn't change the result.
_MAX_LENGTH = 2000
_NOT_WORDS = re.compile(rf"https?://{URL_REST}|@\S+|\d+", re.IGNORECASE)


def detect_language(text: str) -> str:
    """Return the text's language (ISO 639), or "" if the text is too short or ambiguous."""
    words = _NOT_WORDS.sub(" ", text[: 2 * _MAX_LENGTH])[:_MAX_LENGTH]
    if sum(map(str.isalpha, words)) < MIN_LETTERS:
        return ""
    language, probability = _get_identifier().classify(words)
    return language if probability >= _MIN_PROBABILITY else ""


@cache
def _get_identifier() -> "LanguageIdentifier":
    # This is a large table that only processes accepting comments need to load.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
