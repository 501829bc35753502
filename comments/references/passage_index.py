"""An index of word n-grams that finds quotes in linear time."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from comments.references.resolver_types import CommentInput
from comments.references.words import WORD, fold
from core.urls_in_text import WEB_URL

# The length of the indexed n-grams and the distance between their starts. Every copied passage of
# at least NGRAM + STEP - 1 = 6 words contains a whole indexed n-gram.
NGRAM = 4
STEP = 3
# Shorter passages are searched for in this many preceding comments.
LOOK_BACK = 100


# Quotes from other sources. Passages inside them are not the commenter's own.
CITED = re.compile(r'"[^"\n]{30,}"|“[^“”\n]{30,}”|«[^«»\n]{30,}»|„[^„“”\n]{30,}[“”]')


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a comment that also occurs in the article or an earlier comment.

    ``first`` and ``stop`` are word indexes; the passage's last word is the one before ``stop``.
    ``number`` is the number of the first comment that contains the passage, or None if the article
    contains it.
    """

    number: int | None
    first: int
    stop: int


class PassageIndex:
    """Finds passages of a comment that also occur in the article or an earlier comment.

    Quotes in comments aren't indexed, so a passage is attributed to the comment in which it first
    appeared and not to comments that quote it.
    """

    def __init__(self, comments: Sequence[CommentInput], *, article_text: str) -> None:
        self._texts: dict[int | None, list[str]] = {}
        self._ngrams: dict[tuple[str, ...], tuple[int | None, int]] = {}
        self._numbers: list[int] = []
        self._lines: dict[int | None, str] = {}
        if article_text:
            self._add(None, article_text)
        for comment in comments:
            if comment.text:
                self._numbers.append(comment.number)
                self._add(comment.number, _remove_quotes(comment.text))

    def find(self, words: list[str], *, before: int) -> list[Passage]:
        """Return the passages of ``words`` that occur in the article or in earlier comments.

        ``words`` must be folded. Earlier comments are those with numbers below ``before``.
        """
        passages = []
        index = floor = 0
        while index + NGRAM <= len(words):
            location = self._ngrams.get(tuple(words[index : index + NGRAM]))
            if location is None or (location[0] is not None and location[0] >= before):
                index += 1
                continue
            passage = self._extend(words, index, location, floor)
            passages.append(passage)
            index = floor = passage.stop
        return passages

    def find_short(self, words: list[str], *, before: int) -> int | None:
        """Return the number of the first recent comment that contains ``words``, if any.

        This finds passages that are too short for the index. Recent comments are those shortly
        before number ``before``. Returns None if the article contains the words.
        """
        wanted = f" {' '.join(words)} "
        if None in self._texts and wanted in self._get_line(None):
            return None
        end = bisect_left(self._numbers, before)
        recent = self._numbers[max(0, end - LOOK_BACK) : end]
        return next((number for number in recent if wanted in self._get_line(number)), None)

    def _get_line(self, number: int | None) -> str:
        """Return the words of a comment, or of the article if ``number`` is None, as a single line.

        There is a space before and after each word.
        """
        if number not in self._lines:
            self._lines[number] = f" {' '.join(self._texts[number])} "
        return self._lines[number]

    def _add(self, number: int | None, text: str) -> None:
        words = WORD.findall(fold(WEB_URL.sub(" ", text)))
        self._texts[number] = words
        columns = (words[offset::STEP] for offset in range(NGRAM))
        for position, ngram in zip(count(0, STEP), zip(*columns, strict=False), strict=False):
            self._ngrams.setdefault(ngram, (number, position))

    def _extend(
        self, words: list[str], index: int, location: tuple[int | None, int], floor: int
    ) -> Passage:
        number, position = location
        text = self._texts[number]
        first, back = index, position
        while first > floor and back > 0 and words[first - 1] == text[back - 1]:
            first, back = first - 1, back - 1
        stop, ahead = index + NGRAM, position + NGRAM
        while stop < len(words) and ahead < len(text) and words[stop] == text[ahead]:
            stop, ahead = stop + 1, ahead + 1
        return Passage(number, first, stop)


def _remove_quotes(text: str) -> str:
    text = CITED.sub(" ", text)
    if ">" not in text:
        return text
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
