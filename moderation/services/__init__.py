"""The only writers of decisions, bans, reports and notes. Each service is one transaction."""

from moderation.services.banning import ban, lift_ban
from moderation.services.deciding import AlreadyDecided, decide, feature
from moderation.services.grounds import begin_settings
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
    "TooManyReports",
    "add_note",
    "ban",
    "begin_settings",
    "decide",
    "feature",
    "lift_ban",
    "remove_note",
    "report_comment",
    "resolve_reports",
    "write_down_verdict",
]
