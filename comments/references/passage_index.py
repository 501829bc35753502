"""An index of what was said, by runs of words, to recognise quotes in linear time."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from comments.references.resolver_types import CommentInput
from comments.references.words import WORD, fold

# Words in one indexed run, and how many words lie between the starts of two. Every copied
# passage of RUN + STEP - 1 = 6 words or more holds a whole indexed run.
RUN = 4
STEP = 3
# How many comments back fewer words than that are sought.
LOOK_BACK = 100


# People share addresses without quoting one another.
ADDRESS = re.compile(r"https?://\S+")
# What stands in quotation marks on one line; as long as this it was said elsewhere before.
CITED = re.compile(r'"[^"\n]{30,}"|“[^“”\n]{30,}”|«[^«»\n]{30,}»|„[^„“”\n]{30,}[“”]')


@dataclass(frozen=True, slots=True)
class Passage:
    """Words ``first`` to ``stop`` of a text, which comment ``number`` said first.

    ``number`` is nothing where the article said them.
    """

    number: int | None
    first: int
    stop: int


class PassageIndex:
    """Finds in a text the runs of words that the article or an earlier comment holds.

    What is quoted already is left out, so that a passage is its first speaker's, and the message
    of an error is nobody's.
    """

    def __init__(self, comments: Sequence[CommentInput], *, article_text: str) -> None:
        self._texts: dict[int | None, list[str]] = {}
        self._runs: dict[tuple[str, ...], tuple[int | None, int]] = {}
        self._numbers: list[int] = []
        self._lines: dict[int | None, str] = {}
        if article_text:
            self._add(None, article_text)
        for comment in comments:
            if comment.text:
                self._numbers.append(comment.number)
                self._add(comment.number, _unquoted(comment.text))

    def find(self, words: list[str], *, before: int) -> list[Passage]:
        """Return the passages among folded ``words`` that stand earlier than number ``before``."""
        passages = []
        index = floor = 0
        while index + RUN <= len(words):
            home = self._runs.get(tuple(words[index : index + RUN]))
            if home is None or (home[0] is not None and home[0] >= before):
                index += 1
                continue
            passage = self._grow(words, index, home, floor)
            passages.append(passage)
            index = floor = passage.stop
        return passages

    def first_to_say(self, words: list[str], *, before: int) -> int | None:
        """Return which of the last comments before number ``before`` said ``words`` first.

        It is none where the article said them. For passages too short to be in the index.
        """
        wanted = f" {' '.join(words)} "
        if None in self._texts and wanted in self._line(None):
            return None
        end = bisect_left(self._numbers, before)
        recent = self._numbers[max(0, end - LOOK_BACK) : end]
        return next((number for number in recent if wanted in self._line(number)), None)

    def _line(self, number: int | None) -> str:
        """Return what was said as one line of words with a space around each."""
        if number not in self._lines:
            self._lines[number] = f" {' '.join(self._texts[number])} "
        return self._lines[number]

    def _add(self, number: int | None, text: str) -> None:
        words = WORD.findall(fold(ADDRESS.sub(" ", text)))
        self._texts[number] = words
        columns = (words[offset::STEP] for offset in range(RUN))
        for place, run in zip(count(0, STEP), zip(*columns, strict=False), strict=False):
            self._runs.setdefault(run, (number, place))

    def _grow(
        self, words: list[str], index: int, home: tuple[int | None, int], floor: int
    ) -> Passage:
        number, place = home
        said = self._texts[number]
        first, back = index, place
        while first > floor and back > 0 and words[first - 1] == said[back - 1]:
            first, back = first - 1, back - 1
        stop, ahead = index + RUN, place + RUN
        while stop < len(words) and ahead < len(said) and words[stop] == said[ahead]:
            stop, ahead = stop + 1, ahead + 1
        return Passage(number, first, stop)


def _unquoted(text: str) -> str:
    text = CITED.sub(" ", text)
    if ">" not in text:
        return text
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
