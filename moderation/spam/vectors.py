"""Features as numbers: hashed to places, weighed by their rarity, each group of the same length."""

import math
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moderation.spam.features import Read, groups

# Features are told apart by a hash of this many values: Weinberger and others, “Feature Hashing for
# Large Scale Multitask Learning” (2009). What a process holds of a model grows with it.
PLACES = 1 << 18
# The place of the constant that every comment has.
CONSTANT = 0
# Groups whose features are weighed by their rarity; in the others rare is not telling.
_RARE_IS_TELLING = frozenset({"words", "letters", "links"})
# A rarity is kept as a byte, in sixteenths.
RARITY_UNIT = 16


@dataclass(frozen=True, slots=True)
class Sample:
    """The places of a comment's features, by group; each place comes once in a group."""

    groups: Sequence[tuple[str, Sequence[int]]]

    @classmethod
    def of(cls, text: str) -> "Sample":
        """Read a text without markup."""
        found = groups(Read.of(text))
        return cls(
            [
                (name, array("I", {place_of(feature) for feature, _pieces in features}))
                for name, features in found.items()
            ]
        )

    def places(self) -> Iterator[int]:
        """Yield all places, group by group."""
        for _name, places in self.groups:
            yield from places


@dataclass(frozen=True, slots=True)
class Vector:
    """Places and their values. ``square`` is the square of its length."""

    places: "array[int]"
    values: "array[float]"
    square: float

    @classmethod
    def of(cls, sample: Sample, rarity: bytes | bytearray) -> "Vector":
        """Weigh a sample by the rarity that each place has."""
        places, values = array("I", [CONSTANT]), array("d", [1.0])
        for name, found in sample.groups:
            weights = _weights(name, found, rarity)
            length = math.sqrt(sum(weight * weight for weight in weights))
            places.extend(found)
            values.extend(weight / length for weight in weights)
        return cls(places, values, 1.0 + sum(bool(found) for _name, found in sample.groups))


def place_of(feature: str) -> int:
    """Return the place of a feature, which is the same in every process."""
    return zlib.crc32(feature.encode()) % (PLACES - 1) + 1


def rarity_of(comments: int, among: int) -> int:
    """Return how rare a feature is that so many comments among all have: its inverse frequency."""
    return min(255, round(RARITY_UNIT * (1 + math.log((1 + among) / (1 + comments)))))


def _weights(group: str, places: Sequence[int], rarity: bytes | bytearray) -> Sequence[int]:
    if group in _RARE_IS_TELLING:
        return [rarity[place] for place in places]
    return [1] * len(places)
