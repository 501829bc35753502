"""Signatures are marked and nothing else changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.rendering.signature_markup import mark_signature
from core.sanitizing.comments import render_comment

ELEMENT = re.compile(r'<(?:div|span) class="signature">(.*)</(?:div|span)>(?:</p>)?$', re.DOTALL)


def signature(body: str, author: str = "Bob") -> str:
    """Return the content of the signature element, or an empty string."""
    found = ELEMENT.search(mark_signature(render_comment(body), author))
    return re.sub(r"<[^>]*>", " ", found[1]).strip() if found else ""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It was.\n\nBob", "Bob"),
        ("It was.\nCheers, Bob.", "Cheers, Bob."),
        ("It was.\n--\nDock 4\nhttps://example.org/", "-- Dock 4 https://example.org/"),
        ("It was.\n\n--\nBob\nDock 4", "-- Bob Dock 4"),
        ("It was.\n\nRegards,\nBob", "Regards, Bob"),
    ],
)
def test_a_signature_is_found(body: str, expected: str) -> None:
    assert " ".join(signature(body).split()) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Bob",
        "--\nBob",
        "It was.",
        "It was late, and the ferry had left the other side without us, said Bob.",
        "<b>It was.\nBob</b>",
        "> It was.\n> Bob",
        "<pre>x\nBob</pre>",
    ],
)
def test_other_text_is_unchanged(body: str) -> None:
    html = render_comment(body)
    assert mark_signature(html, "Bob") == html


@given(body=st.text(st.sampled_from("Bob \n-<>bi/&,."), max_size=60))
def test_text_and_elements_are_preserved(body: str) -> None:
    html = render_comment(body)
    marked = mark_signature(html, "Bob")
    assert re.sub(r'<(div|span) class="signature">|</div>|</span>', "", marked) == html
    assert marked.count("<span") == marked.count("</span>")
    assert marked.count("<div") == marked.count("</div>")
