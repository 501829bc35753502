"""Clean and shorten text entered by users."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Literal

# Control characters (C0 and C1) except tab and newline, lone surrogates (which databases reject),
# the two code points that XML forbids (which would break feeds), the byte order mark, and the two
# overrides that reverse the direction of a line.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufeff\u202d\u202e]"
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")

# Invisible characters, direction marks, and the blank "fillers" that Unicode counts as letters.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# The flags of England, Scotland, and Wales: a black flag and invisible letters. Other sequences of
# these letters could hide text.
_FLAG = "(\U0001f3f4\U000e0067\U000e0062(?:{})\U000e007f)".format(
    "|".join(
        "".join(chr(0xE0000 + ord(letter)) for letter in nation) for nation in ("eng", "sct", "wls")
    )
)
_INVISIBLE_OR_FLAG = re.compile(f"{_FLAG}|{_INVISIBLE.pattern}")
# Persian, Indic scripts, and emoji need joiners between characters, but not at the ends of a word.
_JOINERS = "\u200c\u200d"
_NOT_IN_KEYS = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")

type NormalForm = Literal["NFC", "NFD", "NFKC", "NFKD"]
# Combining marks are among these characters. Text that people write has far shorter runs of marks.
_MANY_MARKS = re.compile(r"[^\w\s\x00-\x7f]{31,}")


def normalize(form: NormalForm, value: str) -> str:
    """Return a Unicode normal form of ``value`` in linear time.

    Python's own function uses insertion sort for the combining marks after a letter, which takes
    hours for a megabyte of them. Long runs are sorted here first, which doesn't change the result.
    """
    if not value.isascii():
        value = _MANY_MARKS.sub(lambda found: "".join(_sort_marks(found[0])), value)
    return unicodedata.normalize(form, value)


def _sort_marks(run: str) -> Iterator[str]:
    """Decompose the characters (NFD) and sort each run of combining marks into canonical order."""
    decomposed = (part for one in run for part in unicodedata.normalize("NFD", one))
    for is_mark, group in groupby(decomposed, lambda one: unicodedata.combining(one) > 0):
        part = list(group)
        yield from sorted(part, key=unicodedata.combining) if is_mark else part


def strip_controls(value: str) -> str:
    """Normalize line endings to ``\\n`` and remove forbidden characters.

    Forbidden characters are control characters except ``\\n`` and tab, lone surrogates, direction
    overrides, the byte order mark, and code points that XML forbids.
    """
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", value))


def clean_text(value: str) -> str:
    """Clean text that may span multiple lines.

    Line endings become ``\\n``, control characters except ``\\n`` and tab are removed, and the text
    is normalized to NFC.
    """
    return normalize("NFC", strip_controls(value))


def clean_line(value: str) -> str:
    """Clean one line of text: no control or invisible characters, single spaces, NFC.

    Direction overrides, zero-width spaces, and blank fillers are removed, so that a name can
    neither look like another name nor be blank.
    """
    visible = _strip_invisible(strip_controls(value))
    words = (word.strip(_JOINERS) for word in normalize("NFC", visible).split())
    return " ".join(word for word in words if word)


def _strip_invisible(text: str) -> str:
    """Remove the invisible characters, except in flags."""
    return _INVISIBLE_OR_FLAG.sub(r"\1", text)


def get_name_key(name: str) -> str:
    """Return a key for comparing names; equivalent names have the same key.

    Differences in compatibility forms, case, spacing, and invisible characters are ignored. Calling
    the function on a key returns the same key.
    """
    key = _NOT_IN_KEYS.sub("", clean_line(name))
    # A single round may leave text that would normalize or fold further; two rounds are stable.
    for _ in range(2):
        key = normalize("NFKC", normalize("NFKC", key).casefold())
    return " ".join(_NOT_IN_KEYS.sub("", _strip_invisible(key)).split())


def excerpt(text: str, length: int) -> str:
    """Return the first words of ``text`` on one line, at most ``length`` characters in total.

    If the text is longer, the excerpt ends with an ellipsis. A word is cut only if it is the first
    one and longer than ``length``.
    """
    line = _join_lines(text[: length + length // 4])
    if len(line) <= length:
        # The text is short or mostly blank.
        line = _join_lines(text)
    if len(line) <= length:
        return line
    limit = max(length - 1, 0)
    words = line[:limit] if line[limit] == " " else line[:limit].rpartition(" ")[0]
    return (words or _cut_characters(line, limit)).rstrip(" ,;:–—-") + "…"


def _join_lines(text: str) -> str:
    # Most text has only single spaces, and checking for that is faster than splitting it.
    line = text.replace("\n\n", " ").replace("\n", " ").strip(" ")
    if "  " not in line and line.isprintable():
        return line
    return " ".join(text.split())


def _cut_characters(line: str, end: int) -> str:
    """Cut ``line`` at or before ``end``, but not between a base character and its accents.

    Joined emoji and flags are not split either.
    """
    while end > 0 and (
        unicodedata.combining(line[end])
        or line[end - 1] in _JOINERS
        or "\U000e0020" <= line[end] <= "\U000e007f"
    ):
        end -= 1
    return line[:end]
