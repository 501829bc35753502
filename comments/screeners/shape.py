"""Whether what was written looks like something that people write."""

import re
from collections.abc import Callable

from comments.reasons import Reason
from comments.screening import BaseScreener, Outcome, Submission, Verdict

type Marks = list[list[int]]

# A name in capitals or a single cry is no shouting; a paragraph of them is.
_SHOUTED_LETTERS = 40
_SHOUTED_SHARE = 0.7
# “Noooooo” has ten of one letter; twenty are to be seen, not to be read.
_REPEATED = re.compile(r"([^\W_]|[!?])\1{19,}")
# No word of a language is that long; encoded data is.
_UNBROKEN = re.compile(r"[A-Za-z0-9+/=]{120,}")
_ADDRESS = re.compile(r"\b[a-z]+://\S+", re.IGNORECASE)
# Vietnamese and Hebrew stack two or three marks on a letter; what goes on covers the lines around.
_STACKED = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5,}"
)


class Shape(BaseScreener):
    """Nothing to read is refused; shouting, and what only fills space, is read first."""

    name = "shape"

    def screen(self, submission: Submission) -> Verdict | None:
        """Say what is odd about the text, and where."""
        text = submission.text
        if not text.strip():
            return self.verdict(Outcome.REJECT, Reason.EMPTY, kept=False)
        # What an address looks like is its owner's affair.
        words = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
        for shape, look in _SHAPES.items():
            if marks := look(words):
                return self.verdict(Outcome.HOLD, Reason.ODD_SHAPE, shape=shape, marks=marks)
        return None


def _shouting(text: str) -> Marks:
    """Return the whole text if most of its letters are capitals, where letters have those."""
    upper = sum(1 for letter in text if letter.isupper())
    cased = upper + sum(1 for letter in text if letter.islower())
    shouted = upper >= _SHOUTED_LETTERS and upper >= _SHOUTED_SHARE * cased
    return [[0, len(text)]] if shouted else []


def _all_of(pattern: re.Pattern[str]) -> Callable[[str], Marks]:
    return lambda text: [[found.start(), found.end()] for found in pattern.finditer(text)]


_SHAPES: dict[str, Callable[[str], Marks]] = {
    "stacked marks": _all_of(_STACKED),
    "repeated sign": _all_of(_REPEATED),
    "unbroken run": _all_of(_UNBROKEN),
    "shouting": _shouting,
}
