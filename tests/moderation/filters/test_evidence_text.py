"""Evidence of screeners is described in words."""

import pytest

from moderation.filters.evidence_text import describe_evidence


@pytest.mark.parametrize(
    ("screener", "evidence", "phrases"),
    [
        ("spam-filter", {"score": 0.994, "words": [["pills", 1.3]]}, ["99% likely spam"]),
        ("new-commenter", {"approved": 1}, ["1 approved comment so far"]),
        ("new-commenter", {"approved": 0}, ["0 approved comments so far"]),
        (
            "listed-words",
            {"list": "Drugs", "terms": "pills", "places": "text, name", "marks": [[0, 5]]},
            ["List: Drugs", "Matches: pills", "Found in: text, name"],
        ),
        ("many-links", {"count": 5, "marks": []}, ["5 links"]),
        ("first-link", {"links": "https://a.example/", "marks": []}, ["Links: https://a.example/"]),
        ("other-language", {"language": "ru", "expected": "en"}, ["Russian instead of English"]),
        ("impersonation", {"name": "Ann (author)", "like": "Ann"}, ["The name contains “Ann”"]),
        ("akismet", {"blatant": True}, ["Blatant spam"]),
        ("akismet", {"blatant": False}, []),
        ("external", {"note": "An offer", "marks": []}, ["An offer"]),
        ("external", {"error": "Timeout"}, ["The check failed: Timeout"]),
        ("bans", {"ban": 7}, []),
        (
            "near-duplicates",
            {"like": 7, "by": "Ann", "alike": "93%", "marks": []},
            ["93% similar to a comment by Ann"],
        ),
        ("form-timing", {"seconds": 0.4}, ["Sent 0.4 seconds after the form was opened"]),
        ("honeypot", {"filled": "x"}, ["The hidden field contains “x”"]),
        ("unusual-formatting", {"shape": "all caps", "marks": []}, ["All capitals"]),
        ("thread-moderated", {"policy": "all_moderated"}, []),
    ],
)
def test_evidence_of_known_screeners(
    screener: str, evidence: dict[str, object], phrases: list[str]
) -> None:
    assert describe_evidence(screener, evidence) == phrases


@pytest.mark.parametrize("screener", ["no-haiku", "spam-filter", "new-commenter", "listed-words"])
def test_other_evidence_is_shown_by_name(screener: str) -> None:
    evidence = {"line_lengths": [5, 7, 5], "marks": [[0, 1]]}
    assert describe_evidence(screener, evidence) == ["line lengths: 5, 7, 5"]


def test_long_evidence_is_truncated() -> None:
    assert len(describe_evidence("no-haiku", {"text": "x" * 1000})[0]) == 300
