"""What language a text is in, guessed from its letters."""

import re
from functools import cache
from typing import TYPE_CHECKING

from django.core.cache import cache as kept

from blog.models import Article

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Letters that a guess needs. Below that, names and quotations decide it.
SHORTEST = 100
# A guess less sure than that is none.
_SURE = 0.97
# What tells a language is not further down; and time grows with the length.
_LONGEST = 2000
_NO_WORDS = re.compile(r"https?://\S+|@\S+|\d+")
_KEPT_FOR = 24 * 60 * 60


def language_of(text: str) -> str:
    """Return the code of the language of a text, or nothing for a short or doubtful one."""
    words = _NO_WORDS.sub(" ", text[: 2 * _LONGEST])[:_LONGEST]
    if sum(map(str.isalpha, words)) < SHORTEST:
        return ""
    language, probability = _identifier().classify(words)
    return language if probability >= _SURE else ""


def language_of_article(article: Article) -> str:
    """Return the language of an article, guessed once for each of its versions."""
    key = f"moderation.language:{article.pk}:{article.updated_at.timestamp()}"
    language: str | None = kept.get(key)
    if language is None:
        language = language_of(article.text)
        kept.set(key, language, _KEPT_FOR)
    return language


@cache
def _identifier() -> "LanguageIdentifier":
    # A large table, which only those processes need to read that take comments.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
