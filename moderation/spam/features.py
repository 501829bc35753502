"""What the filter looks at, in groups of which each weighs the same.

- Words, and pairs of words up to three apart: orthogonal sparse bigrams, after Siefkes, Assis,
  Chhabra and Yerazunis, “Combining Winnow and Orthogonal Sparse Bigrams for Incremental Spam
  Filtering” (2004).
- Letters within words, which see through spelling: Kanaris, Kanaris, Houvardas and Stamatatos,
  “Words versus character n-grams for anti-spam filtering” (2007).
- Links: the host with the domains above it, and the words of the path.
- Kinds of words, see ``lexicon``, alone and beside one another.
- The shape of the whole: its length, its capitals, its sentences.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from moderation.spam.lexicon import KIND_OF
from moderation.spam.reading import Piece, pieces

# A feature and the pieces that it is about, by their place among the pieces.
type Feature = tuple[str, tuple[int, ...]]

_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:]*)([^?#]*)(\?)?", re.IGNORECASE)
_PATH_WORD = re.compile(r"[a-z]{3,}")
_SENTENCE_END = re.compile(r"[.!?]+\s")
_GAPS = (1, 2, 3)
_LETTERS = (3, 4, 5)
# Between two words of a kind that belong together: “check out my brand new channel”.
_FARTHEST = 6
_WHOLE: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A text in pieces, and the word that stands for each."""

    text: str
    parts: Sequence[Piece]
    said: Sequence[str]

    @classmethod
    def of(cls, text: str) -> "Read":
        """Read a text without markup."""
        parts = [piece for piece in pieces(text) if piece.text]
        return cls(text, parts, [_word_for(piece) for piece in parts])


def groups(read: Read) -> Mapping[str, Iterator[Feature]]:
    """Return the features of a text by their group; a feature may come more than once."""
    return {
        "words": _words(read.said),
        "letters": _letters(read),
        "links": _links(read.parts),
        "kinds": _kinds(read),
        "shape": _shape(read),
    }


def _word_for(piece: Piece) -> str:
    match piece.kind:
        case "link" | "mail":
            return f"<{piece.kind}>"
        case "number":
            return f"<{min(len(piece.text), 5)} digits>"
    return piece.text


def _words(said: Sequence[str]) -> Iterator[Feature]:
    for at, word in enumerate(said):
        yield f"w {word}", (at,)
    edged = ["<start>", *said, "<end>"]
    last = len(said) - 1
    for gap in _GAPS:
        for at, (first, second) in enumerate(zip(edged, edged[gap:], strict=False)):
            owners = (max(0, at - 1), min(last, at - 1 + gap))
            yield f"{gap} {first} {second}", owners


def _letters(read: Read) -> Iterator[Feature]:
    for at, piece in enumerate(read.parts):
        if piece.kind not in {"word", "mark"}:
            continue
        edged = f" {piece.text} "
        for size in _LETTERS:
            for start in range(max(1, len(edged) - size + 1)):
                yield f"c {edged[start : start + size]}", (at,)


def _links(parts: Sequence[Piece]) -> Iterator[Feature]:
    for at, piece in enumerate(parts):
        if piece.kind != "link" or not (address := _ADDRESS.match(piece.text)):
            continue
        host, path, query = address[1].lower(), address[2].lower(), address[3]
        labels = host.split(".")
        for level in range(len(labels)):
            yield f"h {'.'.join(labels[level:])}", (at,)
        for word in _PATH_WORD.findall(path):
            yield f"p {word}", (at,)
        yield ("l deep" if len(path) > 1 else "l home"), (at,)
        if query:
            yield "l query", (at,)


def _kinds(read: Read) -> Iterator[Feature]:
    found = [(at, kind) for at, word in enumerate(read.said) if (kind := KIND_OF.get(word))]
    for place, (at, kind) in enumerate(found):
        yield f"k {kind}", (at,)
        for other, second in found[place + 1 : place + 4]:
            if other - at <= _FARTHEST:
                yield f"k {kind} {second}", (at, other)
    yield f"k {len({kind for _at, kind in found})} kinds", _WHOLE


def _shape(read: Read) -> Iterator[Feature]:
    text = read.text.strip()
    yield f"s {len(text).bit_length()} long", _WHOLE
    yield f"s {min(sum(piece.kind == 'link' for piece in read.parts), 3)} links", _WHOLE
    yield f"s {_script(text)}", _WHOLE
    yield f"s {min(text.count('!'), 3)} !", _WHOLE
    yield f"s {min(text.count('?'), 2)} ?", _WHOLE
    yield f"s {min(len(_SENTENCE_END.findall(text)), 4)} sentences", _WHOLE
    if any(sign in text for sign in "$€£"):
        yield "s money", _WHOLE


def _script(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return "wordless"
    if sum(letter < "ɐ" for letter in letters) * 2 < len(letters):
        return "foreign"
    return f"{4 * sum(map(str.isupper, letters)) // len(letters)} capitals"
