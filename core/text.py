"""Cleaning what people type: names, one-line fields, longer text, and cutting text short."""

import re
import unicodedata

# C0 and C1 controls but tab and newline, lone surrogates (no database takes them) and the two
# code points that XML forbids, so that a feed never breaks over a comment. The byte order mark
# goes with them, and so do the two overrides that show a line back to front.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufeff\u202d\u202e]"
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")

# Characters that draw nothing or only turn the direction of what follows, and the "fillers" that
# Unicode counts as letters though they are blank.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Joiners shape Persian, Indic scripts and emoji, so they stay inside a line but never at its ends.
_JOINERS = "\u200c\u200d"
_NOT_IN_KEYS = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def strip_controls(value: str) -> str:
    """Return ``value`` with ``\\n`` line ends and without characters that no text may hold."""
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", value))


def clean_text(value: str) -> str:
    """Clean a field of many lines: ``\\n`` line ends, no controls but ``\\n`` and tab, NFC."""
    return unicodedata.normalize("NFC", strip_controls(value))


def clean_line(value: str) -> str:
    """Clean a field of one line: no controls, nothing invisible, single spaces, NFC.

    What turns or hides text (direction overrides, zero-width spaces, fillers) is taken out,
    because a name must not be able to look like another name or like nothing.
    """
    visible = _INVISIBLE.sub("", strip_controls(value))
    words = (word.strip(_JOINERS) for word in unicodedata.normalize("NFC", visible).split())
    return " ".join(word for word in words if word)


def get_name_key(name: str) -> str:
    """Return the key under which names that look or sound alike are the same name.

    Compatibility forms, case, spacing and invisible characters make no difference. The key is
    for comparing only, and is its own key.
    """
    key = _NOT_IN_KEYS.sub("", clean_line(name))
    # Folding may leave a form that normalises and folds once more; twice is a fixed point.
    for _ in range(2):
        key = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", key).casefold())
    return " ".join(_NOT_IN_KEYS.sub("", _INVISIBLE.sub("", key)).split())


def excerpt(text: str, length: int) -> str:
    """Return the beginning of ``text`` on one line, in whole words, at most ``length`` characters.

    What was cut short ends with an ellipsis. A first word longer than that is cut inside.
    """
    line = _line(text[: length + length // 4])
    if len(line) <= length:
        # Short, or mostly blank.
        line = _line(text)
    if len(line) <= length:
        return line
    room = max(length - 1, 0)
    words = line[:room] if line[room] == " " else line[:room].rpartition(" ")[0]
    return (words or _whole_characters(line, room)).rstrip(" ,;:–—-") + "…"


def _line(text: str) -> str:
    # Most texts have paragraphs and single spaces, and are sooner looked at than taken apart.
    line = text.replace("\n\n", " ").replace("\n", " ").strip(" ")
    if "  " not in line and line.isprintable():
        return line
    return " ".join(text.split())


def _whole_characters(line: str, end: int) -> str:
    """Cut before ``end`` where no accent or joined emoji is torn from its base."""
    while end > 0 and (unicodedata.combining(line[end]) or line[end - 1] in _JOINERS):
        end -= 1
    return line[:end]
