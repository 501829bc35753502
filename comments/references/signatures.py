"""Signatures at the end of comments. Names in signatures don't address anyone."""

from collections.abc import Iterator

from comments.references.vocabulary import CLOSINGS, CROWDS, ORDINARY_WORDS, THANKING
from comments.references.words import WORD, fold

# A signature consists of short lines at the end (name, title, company, address).
MAX_LINES = 6
MAX_LINE_LENGTH = 60
MAX_LINE_WORDS = 8
MAX_NAME_WORDS = 4
MAX_CLOSING_WORDS = 5


def find_signature_start(text: str, author: tuple[str, ...]) -> int:
    """Return the start of the signature in ``text``, or the length of ``text`` if it has none.

    ``author`` is the byline as folded words.
    """
    for below, (start, line) in enumerate(_iterate_last_lines(text)):
        if _opens_signature(line, author, is_first=start == 0, is_last=below == 0):
            return start
    return len(text)


def find_signed_name(text: str, author: tuple[str, ...]) -> str:
    """Return the name in the signature of ``text``, or an empty string.

    ``author`` is the byline as folded words.
    """
    signature = text[find_signature_start(text, author) :]
    for line in signature.splitlines():
        keys = _get_keys(line)
        if keys and keys not in CLOSINGS:
            name = _get_words_after_closing(keys) or keys
            return " ".join(name) if _is_plausible_name(name) else ""
    return ""


def _opens_signature(line: str, author: tuple[str, ...], *, is_first: bool, is_last: bool) -> bool:
    keys = _get_keys(line)
    inline = _get_words_after_closing(keys)
    if _is_own_name(inline, author):
        return True
    if is_first:
        return is_last and _is_dashed(line) and _is_own_name(keys, author)
    if keys in CLOSINGS or (inline and not THANKING.intersection(keys)):
        return True
    return is_last and (_is_own_name(keys, author) or _is_dashed_name(line))


def _iterate_last_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the short lines at the end of ``text``, last first, each with its start index."""
    end = len(text.rstrip())
    for _ in range(MAX_LINES):
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end]
        if not line.strip() or len(line) > MAX_LINE_LENGTH or len(line.split()) > MAX_LINE_WORDS:
            return
        yield start, line
        end = len(text[:start].rstrip()) if start else 0


def _get_keys(line: str) -> tuple[str, ...]:
    return tuple(WORD.findall(fold(line)))


def _get_words_after_closing(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that follow a closing on the same line: ``jeremy`` in ``Cheers, Jeremy.``"""
    if keys in CLOSINGS:
        return ()
    for count in range(min(len(keys) - 1, MAX_CLOSING_WORDS), 0, -1):
        if keys[:count] in CLOSINGS and len(keys) - count <= MAX_NAME_WORDS:
            return keys[count:]
    return ()


def _is_own_name(keys: tuple[str, ...], author: tuple[str, ...]) -> bool:
    """Check whether ``keys`` are a form of the author's own name."""
    if not keys or len(keys) > MAX_NAME_WORDS:
        return False
    run = "".join(author)
    return keys[0] in author or "".join(keys) == run or (len(run) == 1 and keys == author)


def _is_dashed(line: str) -> bool:
    return line.lstrip().startswith(("-", "–", "—", "~", "/"))


def _is_dashed_name(line: str) -> bool:
    names = WORD.findall(line)
    return _is_dashed(line) and len(names) < MAX_NAME_WORDS and all(map(str.istitle, names))


def _is_plausible_name(keys: tuple[str, ...]) -> bool:
    is_word = keys[0] in CROWDS or keys[0] in ORDINARY_WORDS
    return len(keys) <= MAX_NAME_WORDS and len(keys[0]) > 1 and not is_word
