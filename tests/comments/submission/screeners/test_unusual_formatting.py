"""Detection of unusual formatting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.models import Comment, Commenter, Thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screeners.unusual_formatting import UnusualFormatting
from comments.submission.screening import Outcome, Submission
from comments.submission.services import submit_comment


def screen(text: str) -> tuple[Outcome, object, object] | None:
    """Return the outcome for a comment's text, the kind of formatting, and the spans."""
    submission = Submission(thread=Thread(), commenter=Commenter(), body=text, html="", text=text)
    verdict = UnusualFormatting().screen(submission)
    if verdict is None:
        return None
    return verdict.outcome, verdict.evidence.get("shape"), verdict.evidence.get("marks")


@pytest.mark.parametrize(
    "text",
    [
        "Fine ships.",
        "NATO and the EU, the UN, OPEC, the IMF, ASEAN, the OSCE and the WTO are abbreviations.",
        "NO!!!",
        "Nooooooooooo",
        "https://example.org/" + "x" * 200,
        "------------------------------ Quoted ------------------------------",
        "Tiếng Việt có nhiều dấu: ế, ộ, ữ.".casefold(),
        "שָׁלוֹם",
        "這是一個沒有空格的很長的句子" * 12,
        "👍",
        "?",
    ],
)
def test_ordinary_texts_pass(text: str) -> None:
    assert screen(text) is None


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_text_is_rejected(text: str) -> None:
    assert screen(text) == (Outcome.REJECT, None, None)


def test_markup_without_text_is_given_back(thread: Thread, rex: Commenter) -> None:
    submitted = submit_comment(thread=thread, commenter=rex, body="<b> </b>")
    assert submitted.verdict.reason_code == ReasonCode.EMPTY
    assert submitted.comment is None
    assert not Comment.objects.exists()


def test_a_paragraph_of_capitals() -> None:
    text = "THIS IS WHAT I HAVE TO SAY, AND EVERYBODY HAS TO HEAR IT"
    assert screen(text) == (Outcome.HOLD, "all caps", [[0, len(text)]])


@pytest.mark.parametrize("before", ["见https://example.org/a。", "www：//https://example.org/—"])
def test_text_after_a_url_counts(before: str) -> None:
    text = f"{before}{'X' * 20}"
    assert screen(text) == (
        Outcome.HOLD,
        "repeated character",
        [[len(before), len(text)]],
    )


def test_repeated_characters() -> None:
    assert screen("So w" + "o" * 30 + "w") == (Outcome.HOLD, "repeated character", [[4, 34]])


def test_encoded_data() -> None:
    assert screen("Look: " + "aGVs" * 40) == (Outcome.HOLD, "unbroken text", [[6, 166]])


def test_stacked_marks() -> None:
    assert screen("H" + "\u0301" * 9 + "i") == (Outcome.HOLD, "stacked marks", [[1, 10]])


@given(st.text(max_size=300))
def test_spans_are_within_the_text(text: str) -> None:
    if (found := screen(text)) and found[2]:
        assert isinstance(found[2], list)
        assert all(0 <= start < end <= len(text) for start, end in found[2])
