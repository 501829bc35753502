"""Text similarity."""

from hypothesis import given
from hypothesis import strategies as st

from comments.submission.near_duplicates.minhash import (
    compute_minhash,
    estimate_resemblance,
    find_shared_passages,
    pack_hashes,
    unpack_hashes,
)
from tests.step_counter import assert_linear

WORDS = [f"word{n}" for n in range(400)]
SPEECH = "The harbour was full of ships from every port of the north, and nobody had room to turn."

texts = st.lists(st.sampled_from(WORDS), min_size=14, max_size=300).map(" ".join)


@given(texts)
def test_a_text_resembles_itself(text: str) -> None:
    minhash = compute_minhash(text)
    assert estimate_resemblance(minhash, minhash) == (1.0 if minhash else 0.0)


@given(texts, texts)
def test_resemblance_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    there, back = compute_minhash(one), compute_minhash(other)
    assert estimate_resemblance(there, back) == estimate_resemblance(back, there)
    assert 0 <= estimate_resemblance(there, back) <= 1


@given(st.text())
def test_hashes_survive_packing(text: str) -> None:
    minhash = compute_minhash(text)
    assert unpack_hashes(pack_hashes(minhash)) == minhash
    assert len(pack_hashes(minhash)) <= 256


@given(st.permutations(WORDS), st.integers(0, 399))
def test_the_estimate_is_accurate(words: list[str], changed: int) -> None:
    before = " ".join(words)
    after = " ".join([*words[:changed], "another", *words[changed + 1 :]])
    # One changed word touches three of 398 shingles; 64 hashes are rarely off by three.
    assert estimate_resemblance(compute_minhash(before), compute_minhash(after)) > 0.85


def test_case_and_punctuation_are_ignored() -> None:
    shouted = SPEECH.upper().replace(",", " --")
    assert estimate_resemblance(compute_minhash(SPEECH), compute_minhash(shouted)) == 1


def test_different_texts_do_not_resemble() -> None:
    other = "I never saw a single boat there in all the years that I lived above the old quay."
    assert estimate_resemblance(compute_minhash(SPEECH), compute_minhash(other)) == 0


def test_short_texts_have_no_hashes() -> None:
    assert compute_minhash("I agree with every single word of what you said.") == frozenset()


def test_scripts_without_spaces_are_compared() -> None:
    text = "港口里停满了来自北方各个港口的船只没有人有地方掉头"
    assert estimate_resemblance(compute_minhash(text), compute_minhash(f"{text}啊")) > 0.8


def test_quotes_are_ignored() -> None:
    answer = f"> {SPEECH}\n\nThat is how I remember it too, though I was a child of five or six."
    assert estimate_resemblance(compute_minhash(SPEECH), compute_minhash(answer)) == 0


def test_shared_passages_are_found() -> None:
    text = f"Listen! {SPEECH} Amen."
    ((start, end),) = find_shared_passages(text, SPEECH)
    assert text[start:end] == SPEECH.removesuffix(".")


@given(texts, texts)
def test_passages_are_in_order_and_within_the_text(text: str, other: str) -> None:
    passages = find_shared_passages(text, other)
    flat = [place for passage in passages for place in passage]
    assert flat == sorted(flat)
    assert all(0 <= place <= len(text) for place in flat)


def test_the_cost_is_linear() -> None:
    assert_linear(lambda size: compute_minhash(" ".join(f"w{n}" for n in range(size))))
