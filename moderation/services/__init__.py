"""The only writers of what moderation keeps. Each service is one transaction."""

from moderation.services.banning import ban, lift_ban
from moderation.services.deciding import AlreadyDecided, decide, feature
from moderation.services.grounds import begin_settings
from moderation.services.measures import (
    NothingToChange,
    Protected,
    acknowledge_warning,
    change_trust,
    mute,
    undo_measure,
    warn,
)
from moderation.services.noting import add_note, remove_note
from moderation.services.recording import write_down_verdict
from moderation.services.reporting import (
    AlreadyReported,
    NotReportable,
    TooManyReports,
    report_comment,
    resolve_reports,
)

__all__ = [
    "AlreadyDecided",
    "AlreadyReported",
    "NotReportable",
    "NothingToChange",
    "Protected",
    "TooManyReports",
    "acknowledge_warning",
    "add_note",
    "ban",
    "begin_settings",
    "change_trust",
    "decide",
    "feature",
    "lift_ban",
    "mute",
    "remove_note",
    "report_comment",
    "resolve_reports",
    "undo_measure",
    "warn",
    "write_down_verdict",
]
