"""Detect the encoding of text files and read their lines."""

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
# Enough lines with non-ASCII characters to detect the encoding, yet few enough to be fast.
_SAMPLE_LINES = 400
# Limits memory use; no real text has lines this long.
_MAX_LINE = 64 * 1024 * 1024
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
    """Encoding arguments for ``open``. ``note`` is a warning if the encoding was guessed."""

    name: str
    errors: str = "strict"
    note: str = ""


def detect_encoding(path: Path, named: str | None = None) -> Encoding:
    """Return the encoding of a text file. Reads the whole file, so that decoding can't fail later.

    A byte order mark takes precedence, followed by the encoding that the user specified
    (``named``), strict UTF-8, and finally a guess. Raises UnreadableSource if the file is empty, is
    not text, doesn't fit the encoding, or ends in the middle of a character.
    """
    with _open(path) as file:
        head = file.read(1 << 16)
        _require_text(path, head, named)
        if marked := next(
            (name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), named
        ):
            _require_encoding(path, file, marked)
            return Encoding(marked)
        if _can_decode(path, file, "utf-8"):
            return Encoding("utf-8")
        return _guess(path, file)


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise UnreadableSource(f"Can't read {path}: {error.strerror}.") from error


def _require_text(path: Path, head: bytes, named: str | None) -> None:
    if not head.strip():
        raise UnreadableSource(f"{path} is empty.")
    for mark, description in _ARCHIVES:
        if head.startswith(mark):
            raise UnreadableSource(f"{path} is {description}. Unpack it first.")
    wide = named or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in head and not wide:
        raise UnreadableSource(f"{path} is not a text file.")


def _require_encoding(path: Path, file: BinaryIO, encoding: str) -> None:
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise UnreadableSource(f"Unknown encoding: {encoding}.") from None
    if not _can_decode(path, file, encoding):
        raise UnreadableSource(f"{path} is not valid {encoding}.")


def _can_decode(path: Path, file: BinaryIO, encoding: str) -> bool:
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
        raise UnreadableSource(f"{path} is truncated: it ends within a character.") from None
    return True


def _guess(path: Path, file: BinaryIO) -> Encoding:
    """Guess the encoding: UTF-8 with a few invalid bytes, or a legacy encoding."""
    file.seek(0)
    sample = list(islice((line for line in file if not line.isascii()), _SAMPLE_LINES))
    if 2 * sum(map(_is_utf8, sample)) >= len(sample):
        note = "The file is UTF-8 with some invalid bytes, which were read as windows-1252."
        return Encoding("utf-8", errors=_STRAY_BYTES, note=note)
    file.seek(0)
    # Include the start of the file: charset_normalizer looks for an encoding declared there.
    match = from_bytes(file.read(1 << 12) + b"\n" + b"".join(sample)).best()
    for name in (match.encoding if match else "cp1252", "cp1252", "latin-1"):
        if _can_decode(path, file, name):
            note = f"The encoding was guessed: {name}. Use --encoding to set another one."
            return Encoding(name, note=note)
    raise UnreadableSource(f"{path} has an unknown encoding. Set it with --encoding.")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decode_stray_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", errors="replace"), error.end


codecs.register_error(_STRAY_BYTES, _decode_stray_bytes)


class LineReader:
    """Reads text line by line, with lookahead.

    ``number`` is the number of the last line read, counting from 1. Control characters are removed,
    because databases reject some of them; ``cleaned_count`` is the number of lines that had any.
    """

    def __init__(self, stream: TextIO) -> None:
        self.number = 0
        self.cleaned_count = 0
        self._stream = stream
        self._buffer: deque[str] = deque()

    def read_line(self) -> str | None:
        """Return the next line without its line ending, or None after the last line."""
        line = self._buffer.popleft() if self._buffer else self._read()
        if line is not None:
            self.number += 1
        return line

    def unread_line(self, line: str) -> None:
        """Put back ``line``, which must be the last line read."""
        self._buffer.appendleft(line)
        self.number -= 1

    def peek_lines(self) -> Iterator[str]:
        """Yield the upcoming non-blank lines without consuming them."""
        yield from filter(str.strip, tuple(self._buffer))
        while (line := self._read()) is not None:
            self._buffer.append(line)
            if line.strip():
                yield line

    def _read(self) -> str | None:
        line = self._stream.readline(_MAX_LINE)
        if not line:
            return None
        if len(line) == _MAX_LINE:
            raise UnreadableSource(
                "The file has a line of more than 64 MB, so it is not a text file."
            )
        line = line.removesuffix("\n")
        clean = strip_controls(line)
        self.cleaned_count += clean != line
        return clean
