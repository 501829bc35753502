"""Decisions and what they rest on, bans, reports, notes, and the site's settings of moderation."""

from moderation.models.ban import Ban
from moderation.models.decision import Decision
from moderation.models.ground import Ground
from moderation.models.note import Note
from moderation.models.report import Report
from moderation.models.settings import ModerationSettings

__all__ = ["Ban", "Decision", "Ground", "ModerationSettings", "Note", "Report"]
