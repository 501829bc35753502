import re
from collections.abc import Callable

from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from core.urls_in_text import URL_REST

type Spans = list[list[int]]

# A name in capitals or a single shout is fine; a paragraph is not.
_MIN_CAPITALS = 40
_MIN_CAPITALS_SHARE = 0.7
# "Noooooo" may repeat a letter ten times; text that repeats it twenty times isn't meant to be read.
_REPEATED = re.compile(r"([^\W_]|[!?])\1{19,}")
# Longer than any word, but typical of encoded data.
_UNBROKEN = re.compile(r"[A-Za-z0-9+/=]{120,}")
_URL = re.compile(rf"(?<![a-z])[a-z]+://{URL_REST}", re.IGNORECASE)
# Vietnamese and Hebrew stack two or three marks on a letter. More than that cover other lines.
_STACKED = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5,}"
)


class UnusualFormatting(BaseScreener):
    """Rejects empty comments and holds unusually formatted ones, such as text in all capitals."""

    name = "unusual-formatting"

    def screen(self, submission: Submission) -> Verdict | None:
        """Check the text and mark unusual passages."""
        text = submission.text
        if not text.strip():
            return self.verdict(Outcome.REJECT, ReasonCode.EMPTY, is_stored=False)
        # Authors have no say in how a URL is formatted.
        words = _URL.sub(lambda url: " " * len(url[0]), text)
        for shape, find in _CHECKS.items():
            if marks := find(words):
                return self.verdict(
                    Outcome.HOLD, ReasonCode.UNUSUAL_FORMATTING, shape=shape, marks=marks
                )
        return None


def _find_shouting(text: str) -> Spans:
    """Return the span of the whole text if most of its letters are capitals."""
    upper = sum(1 for letter in text if letter.isupper())
    cased = upper + sum(1 for letter in text if letter.islower())
    is_shouting = upper >= _MIN_CAPITALS and upper >= _MIN_CAPITALS_SHARE * cased
    return [[0, len(text)]] if is_shouting else []


def _find_all(pattern: re.Pattern[str]) -> Callable[[str], Spans]:
    return lambda text: [[found.start(), found.end()] for found in pattern.finditer(text)]


# Keyed by the name that moderators see.
_CHECKS: dict[str, Callable[[str], Spans]] = {
    "stacked marks": _find_all(_STACKED),
    "repeated character": _find_all(_REPEATED),
    "unbroken text": _find_all(_UNBROKEN),
    "all caps": _find_shouting,
}
