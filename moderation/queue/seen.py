"""What a screener saw, in a form to show: words with weights, and everything else by its name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from moderation.models import Decision

# These have a place of their own.
_SHOWN_ELSEWHERE = {"marks", "words", "reports", "revision", "was"}
_MOST_WORDS = 20
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Seen:
    """The evidence of one decision of a machine."""

    decision: Decision
    words: list[tuple[str, float]] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)


def seen_by(decision: Decision) -> Seen:
    """Return what the machine that decided saw. Evidence of another shape is left out."""
    evidence = decision.evidence if isinstance(decision.evidence, Mapping) else {}
    words = evidence.get("words")
    return Seen(
        decision,
        list(_weighted(words if isinstance(words, list) else []))[:_MOST_WORDS],
        [
            (str(name).replace("_", " "), _plain(value))
            for name, value in evidence.items()
            if name not in _SHOWN_ELSEWHERE
        ],
    )


def _weighted(words: list[object]) -> Iterator[tuple[str, float]]:
    for one in words:
        match one:
            case [str(word), int() | float() as weight]:
                yield word, weight


def _plain(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text[:_LONGEST]
