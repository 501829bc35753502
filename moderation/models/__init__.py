from moderation.models.ban import Ban
from moderation.models.batch import Batch
from moderation.models.decision import Decision
from moderation.models.guideline import Guideline
from moderation.models.modmail import ModMail, ModMailMessage
from moderation.models.note import Note
from moderation.models.presence import Presence
from moderation.models.report import Report
from moderation.models.sanction import Sanction
from moderation.models.settings import ModerationSettings
from moderation.models.statement import Appeal, Statement, StatementMail
from moderation.models.word_list import WordList, WordListVersion

__all__ = [
    "Appeal",
    "Ban",
    "Batch",
    "Decision",
    "Guideline",
    "ModMail",
    "ModMailMessage",
    "ModerationSettings",
    "Note",
    "Presence",
    "Report",
    "Sanction",
    "Statement",
    "StatementMail",
    "WordList",
    "WordListVersion",
]
