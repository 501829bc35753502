"""Opening a text file whose encoding nobody wrote down."""

import codecs
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TextIO

from charset_normalizer import from_bytes

from core.text import strip_controls
from interchange.source_records import UnreadableSource

_CHUNK = 1 << 20
# Enough lines with foreign letters to tell an encoding by, and little enough to be quick.
_GUESS_LINES = 400
# A line longer than this is not writing, and reading it whole could take all the memory there is.
_LONGEST_LINE = 64 * 1024 * 1024
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARCHIVES = (
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
)
_STRAY_BYTES = "windows-1252-for-stray-bytes"


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file's bytes become text. ``note`` says what was guessed, and is empty otherwise."""

    name: str
    errors: str = "strict"
    note: str = ""


def detect_encoding(path: Path, named: str | None = None) -> Encoding:
    """Return how to decode a text file, reading it to its end so that opening it can't fail later.

    UTF-8 is tried first and strictly, unless the file begins with the mark of another encoding or
    the caller has ``named`` one. Raises UnreadableSource for a file that isn't text, is empty, or
    ends in the middle of a letter.
    """
    with _opened(path) as file:
        head = file.read(1 << 16)
        _refuse_what_is_not_text(path, head, named)
        if marked := next(
            (name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), named
        ):
            _require(path, file, marked)
            return Encoding(marked)
        if _fits(path, file, "utf-8"):
            return Encoding("utf-8")
        return _guess(path, file)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise UnreadableSource(f"{path} can't be read: {error.strerror}.") from error


def _refuse_what_is_not_text(path: Path, head: bytes, named: str | None) -> None:
    if not head.strip():
        raise UnreadableSource(f"{path} is empty.")
    for mark, what in _ARCHIVES:
        if head.startswith(mark):
            raise UnreadableSource(f"{path} is {what}: unpack it first.")
    wide = named or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in head and not wide:
        raise UnreadableSource(f"{path} is not a text file.")


def _require(path: Path, file: BinaryIO, encoding: str) -> None:
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise UnreadableSource(f"There is no encoding named {encoding}.") from None
    if not _fits(path, file, encoding):
        raise UnreadableSource(f"{path} is not written in {encoding}.")


def _fits(path: Path, file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise UnreadableSource(f"{path} is cut off: it ends in the middle of a letter.") from None
    return True


def _guess(path: Path, file: BinaryIO) -> Encoding:
    """Tell a file that is UTF-8 but for a few bytes from one that is written in something older."""
    file.seek(0)
    foreign = list(islice((line for line in file if not line.isascii()), _GUESS_LINES))
    if 2 * sum(map(_is_utf8, foreign)) >= len(foreign):
        note = "The file is UTF-8, except for some bytes that were read as windows-1252."
        return Encoding("utf-8", errors=_STRAY_BYTES, note=note)
    file.seek(0)
    # The head of a web page or an XML file may name the encoding, and the guesser looks for that.
    match = from_bytes(file.read(1 << 12) + b"\n" + b"".join(foreign)).best()
    for name in (match.encoding if match else "cp1252", "cp1252", "latin-1"):
        if _fits(path, file, name):
            note = f"The file doesn't say its encoding; {name} was guessed. Another can be given."
            return Encoding(name, note=note)
    raise UnreadableSource(f"{path} is written in an encoding that can't be told: name it.")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_stray_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", errors="replace"), error.end


codecs.register_error(_STRAY_BYTES, _read_stray_bytes)


class LineReader:
    """The lines of a text, one at a time, with a look at those to come.

    ``number`` is that of the line last taken, from 1. Control characters are dropped, which no
    database takes in and no page shows; ``mended`` counts the lines that had any.
    """

    def __init__(self, stream: TextIO) -> None:
        self.number = 0
        self.cleaned_count = 0
        self._stream = stream
        self._buffer: deque[str] = deque()

    def read_line(self) -> str | None:
        """Return the next line without its end, or None after the last."""
        line = self._buffer.popleft() if self._buffer else self._read()
        if line is not None:
            self.number += 1
        return line

    def unread_line(self, line: str) -> None:
        """Make ``line``, which was the last one taken, the next one again."""
        self._buffer.appendleft(line)
        self.number -= 1

    def peek_lines(self) -> Iterator[str]:
        """Yield the lines to come that are not blank, and take none of them."""
        yield from filter(str.strip, tuple(self._buffer))
        while (line := self._read()) is not None:
            self._buffer.append(line)
            if line.strip():
                yield line

    def _read(self) -> str | None:
        line = self._stream.readline(_LONGEST_LINE)
        if not line:
            return None
        if len(line) == _LONGEST_LINE:
            raise UnreadableSource("The file holds a line of more than 64 MB: it is not a text.")
        line = line.removesuffix("\n")
        clean = strip_controls(line)
        self.cleaned_count += clean != line
        return clean
