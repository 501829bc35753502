"""The similarity of two comments of a thread, by the words that they share."""

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from comments.references.resolver_types import CommentInput
from comments.references.vocabulary import ORDINARY_WORDS
from comments.references.words import WORD, fold

MAX_TEXT_LENGTH = 4_000
MIN_LETTERS = 4
MAX_STEM_LENGTH = 7  # "render" and "rendering" share a stem
# English and German inflections; other languages rarely inflect behind the seventh letter.
ENDING = re.compile(r"(?:ings?|ed|es|s|ly|en|er|e)$")
# Added to the length of a comment, so that very short comments don't seem similar by one word.
BASE_LENGTH = 20


class SimilarityIndex:
    """The stems of a thread's comments, with weights for rare ones.

    ``comments`` must be in ascending order by number.
    """

    def __init__(self, comments: Sequence[CommentInput]) -> None:
        self._comments = comments
        self._by_number = {comment.number: comment for comment in comments}
        self._stems: dict[int, frozenset[str]] = {}

    def get_stems(self, number: int) -> frozenset[str]:
        """Return the stems of a comment, or an empty set if it is missing from the thread."""
        if number not in self._stems:
            comment = self._by_number.get(number)
            self._stems[number] = get_stems(comment.text) if comment else frozenset()
        return self._stems[number]

    def compare(self, stems: frozenset[str], target: int, *, before: int) -> float:
        """Return the similarity of a comment with ``stems`` to the earlier comment ``target``.

        It is the sum of the weights of the shared stems, divided by the square root of the length
        of ``target``. A stem that no other comment with a number below ``before`` contains has the
        weight 1, and one that all of them contain much less.
        """
        others = self.get_stems(target)
        weights = (self._weigh(stem, before=before) for stem in stems & others)
        return math.fsum(weights) / math.sqrt(len(others) + BASE_LENGTH)

    def _weigh(self, stem: str, *, before: int) -> float:
        earlier = bisect_left(self._numbers, before)
        containing = max(1, bisect_left(self._numbers_by_stem[stem], before))
        return math.log(1 + earlier / containing) / math.log(1 + max(earlier, 1))

    @cached_property
    def _numbers(self) -> list[int]:
        return [comment.number for comment in self._comments]

    @cached_property
    def _numbers_by_stem(self) -> dict[str, list[int]]:
        table: dict[str, list[int]] = {}
        for number in self._numbers:
            for stem in self.get_stems(number):
                table.setdefault(stem, []).append(number)
        return table


def get_stems(text: str) -> frozenset[str]:
    """Return the stems of the words in ``text``, without short and ordinary words."""
    words = (word for word in WORD.findall(fold(text[:MAX_TEXT_LENGTH])) if _is_content(word))
    return frozenset(_get_stem(word) for word in words)


def _is_content(word: str) -> bool:
    return len(word) >= MIN_LETTERS and word not in ORDINARY_WORDS and not word.isdigit()


def _get_stem(word: str) -> str:
    for _ in range(2):  # "plott|er|s"
        shortened = ENDING.sub("", word)
        if len(shortened) >= MIN_LETTERS:
            word = shortened
    return word[:MAX_STEM_LENGTH]
