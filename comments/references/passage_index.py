"""An index of word n-grams that finds quotes in linear time."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
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


# The number of a comment, or None for the article, and the index of a word in its text.
type Location = tuple[int | None, int]


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
        self._ngrams: dict[tuple[str, ...], Location] = {}
        self._numbers: list[int] = []
        self._lines: dict[int | None, str] = {}
        self._article_ngrams: set[tuple[str, ...]] = set()
        if article_text:
            self._add(None, article_text)
            words = self._texts[None]
            columns = (words[offset:] for offset in range(NGRAM))
            self._article_ngrams.update(zip(*columns, strict=False))
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
            passage = self._find_origin(words, index, location, floor)
            passages.append(passage)
            index = floor = passage.stop
        return passages

    def _find_origin(self, words: list[str], index: int, location: Location, floor: int) -> Passage:
        """Return the passage at word ``index``, from the first text that contains all of it.

        ``location`` is where an n-gram of it is indexed. Because only some n-grams of each text are
        indexed, the next ones may lead to an earlier text.
        """
        passage = self._extend(words, index, location, floor)
        for following in range(index + 1, min(index + STEP, passage.stop - NGRAM + 1)):
            other = self._ngrams.get(tuple(words[following : following + NGRAM]))
            if other is None or not _is_earlier(other[0], passage.number):
                continue
            earlier = self._extend(words, following, other, floor)
            if earlier.first <= passage.first and earlier.stop >= passage.stop:
                passage = earlier
        if passage.number is not None and self._is_in_article(words[passage.first : passage.stop]):
            return replace(passage, number=None)
        return passage

    def _is_in_article(self, words: list[str]) -> bool:
        """Check whether the article contains most n-grams of a passage.

        Article and comment often differ a little, for example in the indentation of code.
        """
        total = len(words) - NGRAM + 1
        contained = sum(
            tuple(words[index : index + NGRAM]) in self._article_ngrams for index in range(total)
        )
        return contained * 3 >= total * 2

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

    def _extend(self, words: list[str], index: int, location: Location, floor: int) -> Passage:
        number, position = location
        text = self._texts[number]
        first, back = index, position
        while first > floor and back > 0 and words[first - 1] == text[back - 1]:
            first, back = first - 1, back - 1
        stop, ahead = index + NGRAM, position + NGRAM
        while stop < len(words) and ahead < len(text) and words[stop] == text[ahead]:
            stop, ahead = stop + 1, ahead + 1
        return Passage(number, first, stop)


def _is_earlier(number: int | None, other: int | None) -> bool:
    """Check whether a text comes before another one. None means the article, which comes first."""
    return other is not None and (number is None or number < other)


def _remove_quotes(text: str) -> str:
    text = CITED.sub(" ", text)
    if ">" not in text:
        return text
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
