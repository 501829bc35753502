"""Decisions, bans and lesser measures, reports, notes, and the settings of moderation."""

from moderation.models.ban import Ban
from moderation.models.decision import Decision
from moderation.models.ground import Ground
from moderation.models.measure import Measure
from moderation.models.note import Note
from moderation.models.report import Report
from moderation.models.settings import ModerationSettings

__all__ = ["Ban", "Decision", "Ground", "Measure", "ModerationSettings", "Note", "Report"]
