"""Split text into words that compare equal regardless of case and accents."""

import re
from dataclasses import dataclass
from functools import lru_cache

from core.text import normalize

WORD = re.compile(r"[^\W_]+")
ACCENTS = re.compile(r"[\u0300-\u036f]+")
# Combining accents belong to the preceding letter.
MARKED_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits, as typed and folded (``key``), with its position in the text."""

    typed: str
    key: str
    start: int
    end: int

    @property
    def is_capitalized(self) -> bool:
        return self.typed[0].isupper()

    @property
    def is_number(self) -> bool:
        """Check whether the word consists only of ASCII digits."""
        return self.key.isascii() and self.key.isdigit()


def fold(text: str) -> str:
    """Return ``text`` casefolded, without accents or compatibility forms (NFKD)."""
    if text.isascii():
        return text.lower()
    return ACCENTS.sub("", normalize("NFKD", text.casefold()))


def split_words(text: str) -> list[Word]:
    """Return the words of ``text``. Accents may be precomposed or combining characters."""
    pattern = WORD if text.isascii() else MARKED_WORD
    return [
        Word(match[0], fold(match[0]), match.start(), match.end())
        for match in pattern.finditer(text)
    ]


@lru_cache(maxsize=16_384)
def split_name(name: str) -> tuple[str, ...]:
    """Return the folded words of a name: ``"O'Brien, J."`` gives ``("o", "brien", "j")``."""
    return tuple(WORD.findall(fold(name)))
