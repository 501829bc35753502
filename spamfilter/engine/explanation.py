"""Explain a score: which words and links made a comment look like spam, and where they are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spamfilter.engine.features import TokenizedText, extract_features
from spamfilter.engine.model import SpamModel
from spamfilter.engine.vectors import HashedFeatures, hash_feature

_MAX_WORDS = 12
_MAX_WORD_LENGTH = 60
# Smaller contributions to the log-odds aren't worth showing.
_MIN_CONTRIBUTION = 0.1

# Token positions.
type Positions = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The score of a comment, from 0 to 1, and what contributed to it.

    ``words`` lists the words and links that suggest spam, as written in the text, each with its
    contribution to the log-odds, largest first. ``spans`` lists their character offsets
    (start, end) in the text, in text order and without overlaps.
    """

    score: float
    words: Sequence[tuple[str, float]]
    spans: Sequence[tuple[int, int]]


def explain(model: SpamModel, text: str) -> Explanation:
    """Score plain text (without markup) and explain the score."""
    tokenized = TokenizedText.from_text(text)
    positions = _map_positions(
        {name: list(features) for name, features in extract_features(tokenized).items()}
    )
    features = HashedFeatures([(name, list(indices)) for name, indices in positions.items()])
    contributions = _sum_by_token(model, features, positions)
    signals = [
        at for at, contribution in contributions.items() if contribution >= _MIN_CONTRIBUTION
    ]
    signals = sorted(signals, key=lambda at: -contributions[at])[:_MAX_WORDS]
    words: dict[str, float] = defaultdict(float)
    for at in signals:
        token = tokenized.tokens[at]
        words[text[token.start : token.end][:_MAX_WORD_LENGTH]] += contributions[at]
    spans = sorted((tokenized.tokens[at].start, tokenized.tokens[at].end) for at in signals)
    return Explanation(
        score=model.score(features),
        words=[(word, round(contribution, 2)) for word, contribution in words.items()],
        spans=_merge_adjacent(text, spans),
    )


def _map_positions(
    groups: Mapping[str, Sequence[tuple[str, Positions]]],
) -> Mapping[str, Mapping[int, Positions]]:
    """Map each feature index, by group, to the token positions of its first occurrence."""
    positions: dict[str, dict[int, Positions]] = {}
    for name, features in groups.items():
        by_index = positions.setdefault(name, {})
        for feature, tokens in features:
            by_index.setdefault(hash_feature(feature), tokens)
    return positions


def _sum_by_token(
    model: SpamModel, features: HashedFeatures, positions: Mapping[str, Mapping[int, Positions]]
) -> Mapping[int, float]:
    """Return each token's contribution to the log-odds.

    The contribution of a feature is split evenly among its tokens.
    """
    sums: dict[int, float] = defaultdict(float)
    for group, index, contribution in model.iterate_contributions(features):
        tokens = positions[group][index]
        for token in tokens:
            sums[token] += contribution / len(tokens)
    return sums


def _merge_adjacent(text: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Merge spans separated only by whitespace."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
