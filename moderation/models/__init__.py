"""Decisions, what they rest on and how they are told; bans, measures, reports, lists."""

from moderation.models.ban import Ban
from moderation.models.batch import Batch
from moderation.models.decision import Decision
from moderation.models.ground import Ground
from moderation.models.look import Look
from moderation.models.measure import Measure
from moderation.models.note import Note
from moderation.models.report import Report
from moderation.models.settings import ModerationSettings
from moderation.models.statement import Appeal, Letter, Statement
from moderation.models.talk import Message, Talk
from moderation.models.word_list import WordList, WordListVersion

__all__ = [
    "Appeal",
    "Ban",
    "Batch",
    "Decision",
    "Ground",
    "Letter",
    "Look",
    "Measure",
    "Message",
    "ModerationSettings",
    "Note",
    "Report",
    "Statement",
    "Talk",
    "WordList",
    "WordListVersion",
]
