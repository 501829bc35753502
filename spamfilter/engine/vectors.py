"""Turn features into sparse vectors: hashed to indices, weighted by IDF, normalized by group."""

import math
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spamfilter.engine.features import TokenizedText, extract_features

# The dimension of the feature space. Features are hashed to smaller indices: Weinberger et al.,
# "Feature Hashing for Large Scale Multitask Learning" (2009). A model's memory use is proportional
# to it.
NUM_FEATURES = 1 << 18
# The index of the constant feature, which has the value 1 in every vector.
BIAS_INDEX = 0
# IDF is stored in one byte, in sixteenths.
IDF_SCALE = 16
# In the other groups, rare features are no more informative than frequent ones.
_IDF_GROUPS = frozenset({"words", "characters", "links"})


@dataclass(frozen=True, slots=True)
class HashedFeatures:
    """The feature indices of a comment by group. Indices are unique within a group."""

    groups: Sequence[tuple[str, Sequence[int]]]

    @classmethod
    def from_text(cls, text: str) -> "HashedFeatures":
        """Extract and hash the features of plain text (without markup)."""
        groups = extract_features(TokenizedText.from_text(text))
        return cls(
            [
                (name, array("I", {hash_feature(feature) for feature, _positions in features}))
                for name, features in groups.items()
            ]
        )

    def indices(self) -> Iterator[int]:
        """Yield all indices, group by group."""
        for _name, indices in self.groups:
            yield from indices


@dataclass(frozen=True, slots=True)
class Vector:
    """A sparse vector: ``values[i]`` belongs to ``indices[i]``.

    The bias comes first, then the groups in the order of ``HashedFeatures``. Each group has length
    1, so ``squared_norm`` is 1 plus the number of non-empty groups.
    """

    indices: "array[int]"
    values: "array[float]"
    squared_norm: float

    @classmethod
    def from_features(cls, features: HashedFeatures, idf: bytes | bytearray) -> "Vector":
        """Build the vector of a comment's weighted features.

        ``idf`` has ``NUM_FEATURES`` entries in units of 1 / ``IDF_SCALE``.
        """
        indices, values = array("I", [BIAS_INDEX]), array("d", [1.0])
        for name, group in features.groups:
            weights = _get_weights(name, group, idf)
            length = math.sqrt(sum(weight * weight for weight in weights))
            indices.extend(group)
            values.extend(weight / length for weight in weights)
        squared_norm = 1.0 + sum(bool(group) for _name, group in features.groups)
        return cls(indices, values, squared_norm)


def hash_feature(feature: str) -> int:
    """Return the index of a feature, from 1 to ``NUM_FEATURES`` - 1.

    The same feature has the same index in all processes.
    """
    return zlib.crc32(feature.encode()) % (NUM_FEATURES - 1) + 1


def compute_idf(document_frequency: int, document_count: int) -> int:
    """Return the smoothed inverse document frequency in units of 1 / ``IDF_SCALE``, at most 255.

    The formula is ``1 + ln((1 + document_count) / (1 + document_frequency))``, as in scikit-learn.
    """
    idf = 1 + math.log((1 + document_count) / (1 + document_frequency))
    return min(255, round(IDF_SCALE * idf))


def _get_weights(group: str, indices: Sequence[int], idf: bytes | bytearray) -> Sequence[int]:
    if group in _IDF_GROUPS:
        return [idf[index] for index in indices]
    return [1] * len(indices)
