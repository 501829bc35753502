"""Which words and links made a comment look like spam, and where they stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from moderation.spam.features import Read, groups
from moderation.spam.model import Model
from moderation.spam.vectors import Sample, place_of

_WORDS_SHOWN = 12
_LONGEST_SHOWN = 60
# Less than this says nothing.
_LEAST = 0.1

type Owners = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """How sure the filter is, from 0 to 1, and what made it so.

    ``words`` are the words and links that spoke for spam, as they were written, each with its part
    in the sum of the evidence; ``marks`` are where they stand in the text.
    """

    score: float
    words: Sequence[tuple[str, float]]
    marks: Sequence[tuple[int, int]]


def judge(model: Model, text: str) -> Judgement:
    """Judge a text without markup, and say why."""
    read = Read.of(text)
    found = {name: list(features) for name, features in groups(read).items()}
    owners = _owners(found)
    sample = Sample([(name, list(places)) for name, places in owners.items()])
    parts = _parts(model, sample, owners)
    telling = [at for at, part in parts.items() if part >= _LEAST]
    telling = sorted(telling, key=lambda at: -parts[at])[:_WORDS_SHOWN]
    spoken: dict[str, float] = defaultdict(float)
    for at in telling:
        piece = read.parts[at]
        spoken[text[piece.start : piece.end][:_LONGEST_SHOWN]] += parts[at]
    return Judgement(
        score=model.score(sample),
        words=[(word, round(part, 2)) for word, part in spoken.items()],
        marks=_joined(text, sorted((read.parts[at].start, read.parts[at].end) for at in telling)),
    )


def _owners(
    found: Mapping[str, Sequence[tuple[str, Owners]]],
) -> Mapping[str, Mapping[int, Owners]]:
    """Return the pieces that each place is about, by group; the first, where it comes twice."""
    owners: dict[str, dict[int, Owners]] = {}
    for name, features in found.items():
        of_group = owners.setdefault(name, {})
        for feature, pieces in features:
            of_group.setdefault(place_of(feature), pieces)
    return owners


def _parts(
    model: Model, sample: Sample, owners: Mapping[str, Mapping[int, Owners]]
) -> Mapping[int, float]:
    """Return what each piece adds to the sum of the evidence."""
    parts: dict[int, float] = defaultdict(float)
    for group, place, said in model.evidence(sample):
        pieces = owners[group][place]
        for piece in pieces:
            parts[piece] += said / len(pieces)
    return parts


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Join what only blanks part."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
