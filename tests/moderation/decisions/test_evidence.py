import datetime as dt
import json

import pytest

from moderation.decisions.evidence import (
    AppealEvidence,
    CooldownEvidence,
    EditEvidence,
    Evidence,
    ExpiryEvidence,
    ModeratorEditEvidence,
    PolicyEvidence,
    ReportsEvidence,
    ScreenerEvidence,
    StatusEvidence,
    TrustChange,
)

NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "evidence",
    [
        StatusEvidence(),
        StatusEvidence(
            previous_reason_code="reported",
            trust=TrustChange("newcomer", "trusted"),
            reports=(1, 2),
        ),
        EditEvidence(3),
        ModeratorEditEvidence(3, "abc", None),
        ModeratorEditEvidence(3, "abc", NOON),
        ExpiryEvidence(),
        ExpiryEvidence(NOON),
        AppealEvidence(1, 2),
        PolicyEvidence({"slow_minutes": 5}, {"mode": "site", "slow_minutes": None}, NOON),
        CooldownEvidence(3, 2, NOON),
        ReportsEvidence((1, 2), 2.5),
        ScreenerEvidence({"marks": [[0, 3]], "words": [["pills", 1.5]], "links": 2}),
    ],
)
def test_evidence_survives_json(evidence: Evidence) -> None:
    data = json.loads(json.dumps(evidence.to_json()))
    assert type(evidence).from_json(data) == evidence  # type: ignore[attr-defined]  # each class has it


def test_missing_keys_have_defaults() -> None:
    assert StatusEvidence.from_json({}) == StatusEvidence()
    assert ExpiryEvidence.from_json({}) == ExpiryEvidence()
    assert ScreenerEvidence.from_json([]) == ScreenerEvidence({})
