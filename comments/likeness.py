"""How much alike two texts are, told by sketches of a few bytes.

Broder’s resemblance of documents (“On the resemblance and containment of documents”, 1997): a text
is the set of its shingles, runs of three words; two texts resemble each other as far as their sets
overlap. The smallest hashes of a set are a fair sample of it, so that they alone tell how much two
sets overlap. Making a sketch takes one walk over the text. What is quoted is left out: whoever
answers a comment under its full text has not said it again.
"""

import heapq
import re
import struct
import unicodedata
from collections.abc import Iterator, Set
from hashlib import blake2b

# Three words in a row are seldom the same by chance, and a changed word touches only three.
_WORDS_A_SHINGLE = 3
# So many hashes of 32 bits estimate a resemblance to within six hundredths.
_SKETCH_SIZE = 64
# Shorter texts are alike by chance: “I agree with every word of this.”
FEWEST_WORDS = 12

# As ``core.sanitizing.plain_text.plain_text`` writes what is quoted.
_QUOTED = re.compile(r"^>.*$", re.MULTILINE)
# Where words aren't divided by spaces, each sign is one.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")

type Sketch = frozenset[int]


def sketch_of(text: str) -> Sketch:
    """Return the sketch of a text; an empty one, which is like nothing, for a short text."""
    shingles = {value for value, _, _ in _shingles(text)}
    if len(shingles) <= FEWEST_WORDS - _WORDS_A_SHINGLE:
        return frozenset()
    return frozenset(heapq.nsmallest(_SKETCH_SIZE, shingles))


def resemblance(one: Set[int], other: Set[int]) -> float:
    """Return how much alike two texts are by their sketches, from 0 to 1."""
    # Most texts have nothing in common, and this is asked a thousand times for each comment.
    if one.isdisjoint(other):
        return 0.0
    sample = heapq.nsmallest(_SKETCH_SIZE, one | other)
    return sum(1 for value in sample if value in one and value in other) / len(sample)


def shared_passages(text: str, other: str) -> list[list[int]]:
    """Return the passages of a text that stand in another one too, as [start, end] in order."""
    known = {value for value, _, _ in _shingles(other)}
    passages: list[list[int]] = []
    for value, start, end in _shingles(text):
        if value not in known:
            continue
        if passages and start <= passages[-1][1]:
            passages[-1][1] = end
        else:
            passages.append([start, end])
    return passages


def packed(sketch: Sketch) -> bytes:
    """Return a sketch as it is stored."""
    return struct.pack(f"<{len(sketch)}I", *sorted(sketch))


def unpacked(stored: bytes | memoryview) -> Sketch:
    """Return a sketch from what was stored."""
    return frozenset(struct.unpack(f"<{len(stored) // 4}I", stored))


def _shingles(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the hash of each run of words, and where it starts and ends in the text."""
    own = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    words = [
        (unicodedata.normalize("NFKC", match[0]).casefold(), match.start(), match.end())
        for match in _WORD.finditer(own)
    ]
    for place in range(len(words) - _WORDS_A_SHINGLE + 1):
        run = words[place : place + _WORDS_A_SHINGLE]
        digest = blake2b(" ".join(word for word, _, _ in run).encode(), digest_size=4).digest()
        yield int.from_bytes(digest), run[0][1], run[-1][2]
