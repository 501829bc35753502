"""Typed contents of ``Decision.evidence``: one dataclass for each kind of decision.

Evidence is stored as JSON with the decision, shown to moderators, and used to undo the decision.
Code that makes a decision passes an evidence object to ``log_decision``. Code that reads the
evidence calls ``from_json`` on the class that matches the decision's action. ``from_json``
tolerates missing keys, because decisions are never rewritten.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, Self

type Json = Mapping[str, Any]


class Evidence(Protocol):
    """The interface shared by all evidence classes."""

    def to_json(self) -> dict[str, Any]:
        """Return the evidence as plain JSON."""


@dataclass(frozen=True, slots=True)
class NoEvidence:
    """Empty evidence, for decisions such as featuring a comment or undoing a decision."""

    def to_json(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True, slots=True)
class ScreenerEvidence:
    """The facts a screener returned with its verdict; the keys vary by screener.

    ``marks`` are ``[start, end]`` character offsets of suspicious passages, and ``words`` are
    ``[word, weight]`` pairs. External screeners may return anything, so readers must check types.
    """

    facts: Json

    @property
    def marks(self) -> object:
        """The marked passages, unvalidated."""
        return self.facts.get("marks", [])

    @property
    def words(self) -> object:
        """The weighted words, unvalidated."""
        return self.facts.get("words", [])

    @property
    def other_facts(self) -> dict[str, Any]:
        """All facts except the marks and words."""
        return {name: value for name, value in self.facts.items() if name not in {"marks", "words"}}

    def to_json(self) -> dict[str, Any]:
        return dict(self.facts)

    @classmethod
    def from_json(cls, data: object) -> Self:
        return cls(data if isinstance(data, Mapping) else {})


@dataclass(frozen=True, slots=True)
class ReportsEvidence:
    """The primary keys and total weight of the reports that caused a comment to be held."""

    reports: tuple[int, ...]
    weight: float

    def to_json(self) -> dict[str, Any]:
        return {"reports": list(self.reports), "weight": self.weight}

    @classmethod
    def from_json(cls, data: Json) -> Self:
        return cls(tuple(data.get("reports", [])), data.get("weight", 0.0))


@dataclass(frozen=True, slots=True)
class TrustChange:
    """A commenter's trust before and after a decision on a comment."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEvidence:
    """The state to restore when a moderator's decision on a comment's status is undone.

    ``previous_reason_code`` is the comment's reason code before the decision, ``trust`` is the
    effect on the commenter's trust, and ``reports`` are the primary keys of the reports that the
    decision resolved.
    """

    previous_reason_code: str = ""
    trust: TrustChange | None = None
    reports: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"previous_reason_code": self.previous_reason_code}
        if self.trust:
            data["trust"] = [self.trust.before, self.trust.after]
        if self.reports:
            data["reports"] = list(self.reports)
        return data

    @classmethod
    def from_json(cls, data: Json) -> Self:
        return cls(
            previous_reason_code=data.get("previous_reason_code", ""),
            trust=TrustChange(*data["trust"]) if "trust" in data else None,
            reports=tuple(data.get("reports", [])),
        )


@dataclass(frozen=True, slots=True)
class EditEvidence:
    """The primary key of the ``CommentRevision`` that was accepted or rejected."""

    revision: int

    def to_json(self) -> dict[str, Any]:
        return {"revision": self.revision}

    @classmethod
    def from_json(cls, data: Json) -> Self:
        return cls(data["revision"])


@dataclass(frozen=True, slots=True)
class ModeratorEditEvidence:
    """A moderator's edit of a comment.

    ``revision`` is the primary key of the ``CommentRevision`` with the original text, ``digest`` is
    the digest of the new text, and ``previous_moderator_edit`` is the time of the previous edit by
    a moderator, if any.
    """

    revision: int
    digest: str
    previous_moderator_edit: dt.datetime | None

    def to_json(self) -> dict[str, Any]:
        return {
            "revision": self.revision,
            "digest": self.digest,
            "previous_moderator_edit": _to_text(self.previous_moderator_edit),
        }

    @classmethod
    def from_json(cls, data: Json) -> Self:
        return cls(data["revision"], data["digest"], _to_time(data.get("previous_moderator_edit")))


@dataclass(frozen=True, slots=True)
class ExpiryEvidence:
    """The end of a ban or suspension, or None if it is permanent."""

    until: dt.datetime | None = None

    def to_json(self) -> dict[str, Any]:
        return {"until": self.until.isoformat()} if self.until else {}

    @classmethod
    def from_json(cls, data: Json) -> Self:
        return cls(_to_time(data.get("until")))


@dataclass(frozen=True, slots=True)
class AppealEvidence:
    """The primary keys of the answered appeal and of the contested decision."""

    appeal: int
    decision: int

    def to_json(self) -> dict[str, Any]:
        return {"appeal": self.appeal, "decision": self.decision}

    @classmethod
    def from_json(cls, data: Json) -> Self:
        return cls(data["appeal"], data["decision"])


@dataclass(frozen=True, slots=True)
class PolicyEvidence:
    """A manual change to a thread's comment policy.

    ``changes`` and ``previous`` map policy fields to their new and old values, respectively.
    ``previous_cooldown`` is the end time of the cool-down that was active, if any.
    """

    changes: Json
    previous: Json
    previous_cooldown: dt.datetime | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "changes": dict(self.changes),
            "previous": dict(self.previous),
            "previous_cooldown": _to_text(self.previous_cooldown),
        }

    @classmethod
    def from_json(cls, data: Json) -> Self:
        return cls(data["changes"], data["previous"], _to_time(data.get("previous_cooldown")))


@dataclass(frozen=True, slots=True)
class CooldownEvidence:
    """The counts of reporters and removals that triggered a cool-down, and the time it ends."""

    reporters: int
    removals: int
    until: dt.datetime

    def to_json(self) -> dict[str, Any]:
        return {
            "reporters": self.reporters,
            "removals": self.removals,
            "until": self.until.isoformat(timespec="minutes"),
        }

    @classmethod
    def from_json(cls, data: Json) -> Self:
        return cls(data["reporters"], data["removals"], dt.datetime.fromisoformat(data["until"]))


def _to_text(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _to_time(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
