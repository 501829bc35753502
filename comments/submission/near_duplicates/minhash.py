"""Text similarity by bottom-k MinHash.

See A. Broder, "On the resemblance and containment of documents" (1997). A comment is treated as a
set of shingles, which are runs of three words. The resemblance of two comments is the Jaccard index
of their sets, estimated from the smallest hashes of each. Quoted text is ignored because quoting a
comment in full doesn't make a duplicate.
"""

import heapq
import re
import struct
from collections.abc import Iterator, Set
from hashlib import blake2b

from core.text import normalize

# Three words in a row rarely match by chance, and one changed word affects only three shingles.
_SHINGLE_WORDS = 3
# 64 hashes of 32 bits estimate the resemblance with a standard error of 0.06.
_MINHASH_SIZE = 64
# Shorter texts match by chance: "I agree with every word of this."
MIN_WORDS = 12

# Quotes as ``core.sanitizing.reader.plain_text`` writes them.
_QUOTED = re.compile(r"^>.*$", re.MULTILINE)
# In scripts without spaces between words, each character counts as a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")

type Hashes = frozenset[int]


def compute_minhash(text: str) -> Hashes:
    """Return the smallest hashes of the shingles, or an empty set if ``text`` is too short."""
    shingles = {value for value, _, _ in _hash_shingles(text)}
    if len(shingles) <= MIN_WORDS - _SHINGLE_WORDS:
        return frozenset()
    return frozenset(heapq.nsmallest(_MINHASH_SIZE, shingles))


def estimate_resemblance(one: Set[int], other: Set[int]) -> float:
    """Return the estimated resemblance of two comments, from 0 to 1."""
    # A shortcut for most pairs, since a thousand are compared for each comment.
    if one.isdisjoint(other):
        return 0.0
    sample = heapq.nsmallest(_MINHASH_SIZE, one | other)
    return sum(1 for value in sample if value in one and value in other) / len(sample)


def find_shared_passages(text: str, other: str) -> list[list[int]]:
    """Return the spans of ``text`` that also occur in ``other``, as ordered [start, end] pairs."""
    known = {value for value, _, _ in _hash_shingles(other)}
    passages: list[list[int]] = []
    for value, start, end in _hash_shingles(text):
        if value not in known:
            continue
        if passages and start <= passages[-1][1]:
            passages[-1][1] = end
        else:
            passages.append([start, end])
    return passages


def pack_hashes(hashes: Hashes) -> bytes:
    """Convert hashes to bytes for storage."""
    return struct.pack(f"<{len(hashes)}I", *sorted(hashes))


def unpack_hashes(stored: bytes | memoryview) -> Hashes:
    """Convert stored bytes back to hashes."""
    return frozenset(struct.unpack(f"<{len(stored) // 4}I", stored))


def _hash_shingles(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the hash, start, and end of each shingle."""
    own = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    words = [
        (normalize("NFKC", match[0]).casefold(), match.start(), match.end())
        for match in _WORD.finditer(own)
    ]
    for index in range(len(words) - _SHINGLE_WORDS + 1):
        run = words[index : index + _SHINGLE_WORDS]
        digest = blake2b(" ".join(word for word, _, _ in run).encode(), digest_size=4).digest()
        yield int.from_bytes(digest), run[0][1], run[-1][2]
