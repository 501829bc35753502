"""The only writers of what moderation keeps. Each service is one transaction."""

from moderation.banning.targets import Unbannable
from moderation.services.appealing import (
    AlreadyAnswered,
    NotAppealable,
    grant_appeal,
    make_appeal,
    refuse_appeal,
)
from moderation.services.banning import Past, ban, lift_ban
from moderation.services.batches import (
    AT_ONCE,
    AlreadyUndone,
    begin_batch,
    found_by,
    go_on_with,
    undo_batch,
)
from moderation.services.correcting import correct
from moderation.services.deciding import AlreadyDecided, decide, feature
from moderation.services.grounds import begin_settings
from moderation.services.looking import look_at
from moderation.services.measures import (
    NothingToChange,
    Protected,
    acknowledge_warning,
    change_trust,
    mute,
    undo_measure,
    warn,
)
from moderation.services.modes import change_mode, cool_down_if_heated, end_cool_down
from moderation.services.noting import add_note, remove_note
from moderation.services.recording import write_down_verdict
from moderation.services.reporting import (
    AlreadyReported,
    NotReportable,
    TooManyReports,
    report_comment,
    resolve_reports,
)
from moderation.services.stating import state
from moderation.services.talking import (
    NoAddress,
    TalkIsOver,
    TooManyMessages,
    answer_moderators,
    settle_talk,
    write_to_commenter,
)
from moderation.services.undoing import NotUndoable, undo_decision

__all__ = [
    "AT_ONCE",
    "AlreadyAnswered",
    "AlreadyDecided",
    "AlreadyReported",
    "AlreadyUndone",
    "NoAddress",
    "NotAppealable",
    "NotReportable",
    "NotUndoable",
    "NothingToChange",
    "Past",
    "Protected",
    "TalkIsOver",
    "TooManyMessages",
    "TooManyReports",
    "Unbannable",
    "acknowledge_warning",
    "add_note",
    "answer_moderators",
    "ban",
    "begin_batch",
    "begin_settings",
    "change_mode",
    "change_trust",
    "cool_down_if_heated",
    "correct",
    "decide",
    "end_cool_down",
    "feature",
    "found_by",
    "go_on_with",
    "grant_appeal",
    "lift_ban",
    "look_at",
    "make_appeal",
    "mute",
    "refuse_appeal",
    "remove_note",
    "report_comment",
    "resolve_reports",
    "settle_talk",
    "state",
    "undo_batch",
    "undo_decision",
    "undo_measure",
    "warn",
    "write_down_verdict",
    "write_to_commenter",
]
