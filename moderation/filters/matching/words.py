"""Split text into normalized words, and recognize disguised ones."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import add
from typing import Self

from core.confusables import get_skeleton
from core.text import normalize as normalize_unicode

# Scripts without spaces between words. Each character counts as a word, so terms match anywhere.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
# Characters inside words that aren't letters: accents, vowel signs, joiners, soft hyphens.
INSIDE_WORD = (
    "\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
    "\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff"
)
_ASCII_WORD = re.compile(r"[^\W_]+")
_WORD = re.compile(rf"[{_UNSPACED}]|(?:[^\W_{_UNSPACED}]|[{INSIDE_WORD}])+")
# Optional vowel marks of Arabic and Hebrew, the Arabic tatweel, and invisible characters.
_IGNORED = re.compile(
    "[\u00ad\u034f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200d\u2060"
    "\ufe00-\ufe0f\ufeff]"
)
_LETTER_BY_DIGIT = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
# Letters that look alike are in these alphabets.
_LATIN_BY_OTHER = re.compile("[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]")
# Shorter words in another alphabet often look like Latin ones by chance.
_MIN_DISGUISED_LENGTH = 4
_SPELLED_OUT = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_](?!\S)){3,}")


@dataclass(frozen=True)
class Words:
    """The normalized words of a comment or name (``keys``), and their offsets (``spans``)."""

    keys: list[str]
    spans: list[tuple[int, int]]

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Split ``text`` into normalized words."""
        pattern = _ASCII_WORD if text.isascii() else _WORD
        words = ((normalize(match[0]), match.span()) for match in pattern.finditer(text))
        return cls._from_pairs(words)

    @classmethod
    def _from_pairs(cls, words: Iterable[tuple[str, tuple[int, int]]]) -> Self:
        pairs = [(key, span) for key, span in words if key]
        return cls([key for key, _ in pairs], [span for _, span in pairs])

    @cached_property
    def line(self) -> str:
        """All words, separated by single spaces."""
        return " ".join(self.keys)

    @cached_property
    def starts(self) -> list[int]:
        """The offsets in ``line`` at which words start."""
        return list(accumulate((len(key) + 1 for key in self.keys[:-1]), initial=0))

    @cached_property
    def ends(self) -> frozenset[int]:
        """The offsets in ``line`` at which words end."""
        return frozenset(map(add, self.starts, map(len, self.keys)))

    def get_word_at(self, offset: int) -> int:
        """Return the index of the word at an offset in ``line``."""
        return bisect_right(self.starts, offset) - 1

    def to_skeletons(self) -> Self:
        """Return the words with look-alike characters replaced, keeping their spans."""
        return self._from_pairs((get_skeleton(key), span) for key, span in self._pairs())

    def find_disguised(self) -> list[tuple[int, int]]:
        """Return the spans of disguised words, in text order."""
        if self.line.isascii() and not _LETTER_BY_DIGIT.search(self.line):
            return []
        return [span for key, span in self._pairs() if is_disguised(key)]

    def join_spelled_out(self) -> Self:
        """Return the words that are spelled out letter by letter, such as ``v i a g r a``."""
        found = (match.span() for match in _SPELLED_OUT.finditer(self.line))
        return self._from_pairs(
            (
                self.line[start:end].replace(" ", ""),
                (self.spans[self.get_word_at(start)][0], self.spans[self.get_word_at(end - 1)][1]),
            )
            for start, end in found
        )

    def _pairs(self) -> Iterable[tuple[str, tuple[int, int]]]:
        return zip(self.keys, self.spans, strict=True)


def normalize(word: str) -> str:
    """Fold case and compatibility forms; remove optional vowel marks and invisible characters."""
    if word.isascii():
        return word.lower()
    plain = _IGNORED.sub("", normalize_unicode("NFKC", word))
    return normalize_unicode("NFKC", plain.casefold())


def is_disguised(word: str) -> bool:
    """Check whether a normalized word imitates other letters (``v1agra``, a Cyrillic ``a``).

    Accents don't count as a disguise, because they distinguish words.
    """
    if _LETTER_BY_DIGIT.search(word) or _LATIN_BY_OTHER.search(word):
        return True
    if word.isascii() or not get_skeleton(word).isascii():
        return False
    latin = [unicodedata.name(letter, "").startswith("LATIN") for letter in word]
    return not all(latin) and (any(latin) or len(word) >= _MIN_DISGUISED_LENGTH)
