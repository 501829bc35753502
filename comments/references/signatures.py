"""The name under a comment: it is the author's and calls nobody."""

from collections.abc import Iterator

from comments.references.vocabulary import CLOSINGS, CROWDS, ORDINARY_WORDS, THANKING
from comments.references.words import WORD, fold

# A signature is short and stands in the last lines (name, title, firm, address).
LAST_LINES = 6
LONGEST_LINE = 60
MOST_WORDS = 8
LONGEST_NAME = 4
LONGEST_CLOSING = 5


def find_signature_start(text: str, author: tuple[str, ...]) -> int:
    """Return where the signature under ``text`` begins, or its length where there is none.

    ``author`` are the folded words of the byline.
    """
    for below, (start, line) in enumerate(_last_lines(text)):
        if _opens_signature(line, author, is_first=start == 0, is_last=below == 0):
            return start
    return len(text)


def find_signed_name(text: str, author: tuple[str, ...]) -> str:
    """Return the name that ``text`` is signed with, or an empty string."""
    signature = text[find_signature_start(text, author) :]
    for line in signature.splitlines():
        keys = _keys(line)
        if keys and keys not in CLOSINGS:
            name = _after_closing(keys) or keys
            return " ".join(name) if _may_be_name(name) else ""
    return ""


def _opens_signature(line: str, author: tuple[str, ...], *, is_first: bool, is_last: bool) -> bool:
    keys = _keys(line)
    inline = _after_closing(keys)
    if _is_own(inline, author):
        return True
    if is_first:
        return is_last and _is_dashed(line) and _is_own(keys, author)
    if keys in CLOSINGS or (inline and not THANKING.intersection(keys)):
        return True
    return is_last and (_is_own(keys, author) or _is_dashed_name(line))


def _last_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the last short lines with their places, the last one first."""
    end = len(text.rstrip())
    for _ in range(LAST_LINES):
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end]
        if not line.strip() or len(line) > LONGEST_LINE or len(line.split()) > MOST_WORDS:
            return
        yield start, line
        end = len(text[:start].rstrip()) if start else 0


def _keys(line: str) -> tuple[str, ...]:
    return tuple(WORD.findall(fold(line)))


def _after_closing(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return what follows a closing on its line: ``jeremy`` of ``Cheers, Jeremy.``"""
    if keys in CLOSINGS:
        return ()
    for count in range(min(len(keys) - 1, LONGEST_CLOSING), 0, -1):
        if keys[:count] in CLOSINGS and len(keys) - count <= LONGEST_NAME:
            return keys[count:]
    return ()


def _is_own(keys: tuple[str, ...], author: tuple[str, ...]) -> bool:
    """Whether ``keys`` are a form of the author's own name."""
    if not keys or len(keys) > LONGEST_NAME:
        return False
    run = "".join(author)
    return keys[0] in author or "".join(keys) == run or (len(run) == 1 and keys == author)


def _is_dashed(line: str) -> bool:
    return line.lstrip().startswith(("-", "–", "—", "~", "/"))


def _is_dashed_name(line: str) -> bool:
    names = WORD.findall(line)
    return _is_dashed(line) and len(names) < LONGEST_NAME and all(map(str.istitle, names))


def _may_be_name(keys: tuple[str, ...]) -> bool:
    is_word = keys[0] in CROWDS or keys[0] in ORDINARY_WORDS
    return len(keys) <= LONGEST_NAME and len(keys[0]) > 1 and not is_word
