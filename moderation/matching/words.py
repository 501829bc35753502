"""Cutting a text into words that compare alike, and seeing through what disguises them."""

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

# Scripts without spaces between words: each sign is a word, so that a term is found anywhere.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
# What stands inside a word without being a letter: accents, vowel signs, joiners, soft hyphens.
INSIDE = (
    "\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
    "\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff"
)
_ASCII_WORD = re.compile(r"[^\W_]+")
_WORD = re.compile(rf"[{_UNSPACED}]|(?:[^\W_{_UNSPACED}]|[{INSIDE}])+")
# Marks that readers of Arabic and Hebrew write or leave out, the stroke that only makes a word
# longer, and what can't be seen.
_NOT_COMPARED = re.compile(
    "[\u00ad\u034f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200d\u2060"
    "\ufe00-\ufe0f\ufeff]"
)
_LETTER_BY_DIGIT = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
# A word of another alphabet that happens to look like a short Latin one is that word.
_SHORT = 4
_SPELLED_OUT = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_](?!\S)){3,}")


@dataclass(frozen=True)
class Words:
    """The words of a text, folded, and where each stands in the text."""

    keys: list[str]
    spans: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> Self:
        """Cut a text."""
        pattern = _ASCII_WORD if text.isascii() else _WORD
        return cls._from((fold(match[0]), match.span()) for match in pattern.finditer(text))

    @classmethod
    def _from(cls, words: Iterable[tuple[str, tuple[int, int]]]) -> Self:
        kept = [(key, span) for key, span in words if key]
        return cls([key for key, _ in kept], [span for _, span in kept])

    @cached_property
    def line(self) -> str:
        """All words with single spaces between them."""
        return " ".join(self.keys)

    @cached_property
    def starts(self) -> list[int]:
        """Where in the line each word begins."""
        return list(accumulate((len(key) + 1 for key in self.keys[:-1]), initial=0))

    @cached_property
    def ends(self) -> frozenset[int]:
        """Where in the line a word ends."""
        return frozenset(map(add, self.starts, map(len, self.keys)))

    def word_at(self, place: int) -> int:
        """Return which word stands at a place in the line."""
        return bisect_right(self.starts, place) - 1

    def drawn(self) -> Self:
        """Return the same words as a reader sees them, whatever letters they are made of."""
        return self._from((get_skeleton(key), span) for key, span in self._pairs())

    def disguised(self) -> list[tuple[int, int]]:
        """Return the spans of the words that aren't what they look like, in order."""
        if self.line.isascii() and not _LETTER_BY_DIGIT.search(self.line):
            return []
        return [span for key, span in self._pairs() if is_disguised(key)]

    def spelled_out(self) -> Self:
        """Return the words that are written letter by letter, as ``v i a g r a``."""
        found = (match.span() for match in _SPELLED_OUT.finditer(self.line))
        return self._from(
            (
                self.line[start:end].replace(" ", ""),
                (self.spans[self.word_at(start)][0], self.spans[self.word_at(end - 1)][1]),
            )
            for start, end in found
        )

    def _pairs(self) -> Iterable[tuple[str, tuple[int, int]]]:
        return zip(self.keys, self.spans, strict=True)


def fold(word: str) -> str:
    """Return a word without case, compatibility forms and marks that make no difference."""
    if word.isascii():
        return word.lower()
    plain = _NOT_COMPARED.sub("", unicodedata.normalize("NFKC", word))
    return unicodedata.normalize("NFKC", plain.casefold())


def is_disguised(word: str) -> bool:
    """Whether a folded word only looks like Latin letters: ``v1agra``, or with a Cyrillic ``a``.

    Accents are no disguise, because words differ by them.
    """
    if _LETTER_BY_DIGIT.search(word):
        return True
    if word.isascii() or not get_skeleton(word).isascii():
        return False
    latin = [unicodedata.name(letter, "").startswith("LATIN") for letter in word]
    return not all(latin) and (any(latin) or len(word) >= _SHORT)
