"""Features are hashed to stable indices and weighted by group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spamfilter.engine.features import add_author
from spamfilter.engine.vectors import (
    BIAS_INDEX,
    IDF_SCALE,
    NUM_FEATURES,
    HashedFeatures,
    Vector,
    compute_idf,
    hash_feature,
)

UNIT_IDF = bytes([IDF_SCALE]) * NUM_FEATURES


# Stored models depend on these.
@pytest.mark.parametrize(
    ("feature", "index"), [("w pills", 159_265), ("h example.org", 211_349), ("k act", 223_297)]
)
def test_indices_never_change(feature: str, index: int) -> None:
    assert hash_feature(feature) == index


@given(st.text())
def test_no_feature_has_the_index_of_the_bias(feature: str) -> None:
    assert BIAS_INDEX < hash_feature(feature) < NUM_FEATURES


@given(st.text(max_size=200))
def test_each_group_has_length_one(text: str) -> None:
    features = HashedFeatures.from_text(text)
    vector = Vector.from_features(features, UNIT_IDF)
    assert (vector.indices[0], vector.values[0]) == (BIAS_INDEX, 1)
    assert vector.squared_norm == pytest.approx(sum(value**2 for value in vector.values))
    start = 1
    for _name, indices in features.groups:
        values = vector.values[start : start + len(indices)]
        assert not values or sum(value**2 for value in values) == pytest.approx(1)
        start += len(indices)
    assert start == len(vector.values)


def test_rare_features_have_a_higher_idf() -> None:
    values = [compute_idf(frequency, 1000) for frequency in (1000, 100, 10, 1, 0)]
    assert values == sorted(values)
    assert values[0] == IDF_SCALE
    assert compute_idf(0, 10**9) == 255


def test_a_text_has_features_in_all_groups() -> None:
    text = add_author("Subscribe to my channel: https://example.org/now!", "Ann")
    features = HashedFeatures.from_text(text)
    assert [name for name, _indices in features.groups] == [
        "words",
        "characters",
        "links",
        "categories",
        "shape",
        "name",
    ]
    assert all(indices for _name, indices in features.groups)
    assert all(len(set(indices)) == len(indices) for _name, indices in features.groups)
