"""A screener's evidence, prepared for display."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from moderation.decisions.evidence import ScreenerEvidence
from moderation.filters.evidence_text import describe_evidence
from moderation.models import Decision

# Facts that are shown elsewhere on the page.
_SHOWN_ELSEWHERE = {"reports"}
_MAX_WORDS = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """The evidence behind an automatic decision: weighted words, and facts as text."""

    decision: Decision
    words: list[tuple[str, float]] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)


def get_finding(decision: Decision) -> Finding:
    """Return the evidence behind an automatic decision. Malformed evidence is ignored."""
    evidence = ScreenerEvidence.from_json(decision.evidence)
    words = evidence.words
    return Finding(
        decision,
        list(_read_words(words if isinstance(words, list) else []))[:_MAX_WORDS],
        describe_evidence(
            decision.screener,
            {
                name: value
                for name, value in evidence.other_facts.items()
                if name not in _SHOWN_ELSEWHERE
            },
        ),
    )


def _read_words(words: list[object]) -> Iterator[tuple[str, float]]:
    for entry in words:
        match entry:
            case [str(word), int() | float() as weight]:
                yield word, weight
