"""The only writers of decisions, bans and reports. Each service is one transaction."""

from moderation.services.deciding import (
    AlreadyDecided,
    ban,
    decide,
    feature,
    lift_ban,
    write_down_verdict,
)
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
    "ban",
    "decide",
    "feature",
    "lift_ban",
    "report_comment",
    "resolve_reports",
    "write_down_verdict",
]
