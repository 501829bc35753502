"""A screener's evidence, prepared for display."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from moderation.filters.evidence_text import describe_evidence
from moderation.models import Decision

# Keys of the evidence that are shown elsewhere on the page.
_SHOWN_ELSEWHERE = {"marks", "words", "reports", "revision", "was"}
_MAX_WORDS = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """The evidence of an automatic decision: weighted words, and facts in words."""

    decision: Decision
    words: list[tuple[str, float]] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)


def get_finding(decision: Decision) -> Finding:
    """Return the evidence of an automatic decision. Malformed evidence is skipped."""
    evidence = decision.evidence if isinstance(decision.evidence, Mapping) else {}
    words = evidence.get("words")
    return Finding(
        decision,
        list(_read_words(words if isinstance(words, list) else []))[:_MAX_WORDS],
        describe_evidence(
            decision.rule,
            {name: value for name, value in evidence.items() if name not in _SHOWN_ELSEWHERE},
        ),
    )


def _read_words(words: list[object]) -> Iterator[tuple[str, float]]:
    for entry in words:
        match entry:
            case [str(word), int() | float() as weight]:
                yield word, weight
